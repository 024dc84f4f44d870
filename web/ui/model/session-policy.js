/**
 * What this tab remembers of a call, and what it does with it after a reload: pure rules over plain records.
 */

/**
 * @typedef {object} StoredSession
 * @property {string} room
 * @property {string} token the newest one; never leaves this tab
 * @property {string} url the signaling address
 * @property {string} name
 * @property {boolean} microphone whether it was on
 * @property {boolean} camera whether it was on
 * @property {number} seenAt milliseconds since 1970, when the tab was last known to be in the call
 */

/** Away for less than this, and a reload goes straight back into the call. */
export const STRAIGHT_BACK_MS = 60_000;

/**
 * What to do with a stored session when the page opens.
 *
 * A phone reloads a page by itself when memory is short, and somebody whose call just broke presses reload: within a minute both
 * want the call, not a form. Later than that, they see the door again, with everything filled in, so that no camera
 * starts to send unasked. A record of another room says nothing about this one.
 * @param {StoredSession | null} stored
 * @param {string} room
 * @param {number} now
 * @param {number | null} tokenExpiresAt milliseconds since 1970
 * @returns {'rejoin' | 'door' | 'ignore'}
 */
export function afterReload(stored, room, now, tokenExpiresAt) {
  if (stored === null || stored.room !== room) return 'ignore';
  if (tokenExpiresAt !== null && tokenExpiresAt <= now) return 'ignore';
  const away = now - stored.seenAt;
  return away >= 0 && away < STRAIGHT_BACK_MS ? 'rejoin' : 'door';
}

/**
 * Reads a record that may have been written by another version of the page, or by anybody.
 * @param {string | null} text
 * @returns {StoredSession | null}
 */
export function parseSession(text) {
  if (text === null) return null;
  try {
    const value = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { room, token, url, name, microphone, camera, seenAt } = value;
    const strings = [room, token, url, name].every((item) => typeof item === 'string');
    if (!strings || typeof microphone !== 'boolean' || typeof camera !== 'boolean' || !Number.isFinite(seenAt)) return null;
    return { room, token, url, name, microphone, camera, seenAt };
  } catch {
    return null;
  }
}

/**
 * What a room token says about itself. Not verified, so good only to fill in a form.
 * @param {string} token
 * @returns {{name: string, room: string, expiresAt: number | null, role: string}}
 */
export function readToken(token) {
  const nothing = { name: '', room: '', expiresAt: null, role: '' };
  try {
    const payload = token.split('.')[1] ?? '';
    const base64 = payload.replace(/-/gu, '+').replace(/_/gu, '/');
    const octets = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(octets));
    if (typeof claims !== 'object' || claims === null) return nothing;
    return {
      name: typeof claims.name === 'string' ? claims.name : '',
      room: typeof claims.video?.room === 'string' ? claims.video.room : '',
      expiresAt: Number.isFinite(claims.exp) ? claims.exp * 1000 : null,
      role: typeof claims.saleflow?.role === 'string' ? claims.saleflow.role : '',
    };
  } catch {
    return nothing;
  }
}
