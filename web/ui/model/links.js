/**
 * The addresses of the page: which room, which credentials, and what somebody may type or paste to get there.
 */

/** As the server has it: 1 to 64 letters, digits, underscores and hyphens. */
const ROOM = /^[0-9A-Za-z_-]{1,64}$/u;

/**
 * @typedef {object} Place
 * @property {string} room
 * @property {boolean} embedded
 * @property {string | null} invitation the code after `#i=`
 * @property {string | null} token the token after `#t=`
 */

/**
 * @param {{pathname: string, hash: string}} location
 * @returns {Place | null} null when the path names no room
 */
export function placeOf({ pathname, hash }) {
  const match = /^\/(r|embed)\/([^/]+)\/?$/u.exec(pathname);
  const room = match?.[2];
  if (!match || room === undefined || !ROOM.test(room)) return null;
  const fragment = new URLSearchParams(hash.replace(/^#/u, ''));
  return { room, embedded: match[1] === 'embed', invitation: fragment.get('i'), token: fragment.get('t') };
}

/**
 * Where to go for what somebody typed: a whole link to this server, a path, or the bare name of a room. A link to another host is not
 * followed: a landing page that forwards anywhere is a gift to impostors.
 * @param {string} typed
 * @param {string} origin
 * @returns {{type: 'go', href: string} | {type: 'empty'} | {type: 'elsewhere', host: string} | {type: 'unknown'}}
 */
export function destinationOf(typed, origin) {
  const text = typed.trim();
  if (text === '') return { type: 'empty' };
  if (ROOM.test(text)) return { type: 'go', href: `${origin}/r/${text}` };
  const host = new URL(origin).host;
  const absolute = /^https?:\/\//iu.test(text) ? text : text.startsWith('/') ? `${origin}${text}` : `${new URL(origin).protocol}//${text}`;
  try {
    const url = new URL(absolute);
    if (url.host !== host) return { type: 'elsewhere', host: url.host };
    return placeOf({ pathname: url.pathname, hash: url.hash }) ? { type: 'go', href: `${origin}${url.pathname}${url.hash}` } : { type: 'unknown' };
  } catch {
    return { type: 'unknown' };
  }
}

/**
 * A room's name as a heading when it has no title: `q4-review` → `Q4 review`; random ones (`RM…`, codes) stay as they are.
 * @param {string} title
 * @param {string} room
 * @returns {string}
 */
export function roomTitle(title, room) {
  if (title.trim() !== '') return title.trim();
  const words = room.replace(/[-_]+/gu, ' ').trim();
  return /^[a-z][a-z ]*[a-z0-9 ]*$/u.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : room;
}
