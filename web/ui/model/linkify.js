/**
 * Finds web addresses in user text. The text is only cut into pieces here; whoever shows it makes text nodes and `<a>` nodes of them
 * and never parses it as HTML.
 */

/**
 * @typedef {{type: 'text', text: string} | {type: 'link', text: string, href: string}} Piece
 */

const CANDIDATE = /\b(?:https?:\/\/|www\.)[^\s<>"'`\u0000-\u001f]+/giu;
/** Punctuation that ends a sentence rather than an address. */
const TRAILING = /[.,;:!?…]+$/u;
/** A longer one is left as text. */
const LONGEST_LINK = 2048;

/**
 * Cuts a text into plain pieces and links; joined, their `text`s are the input.
 * Only `http` and `https` become links, so `javascript:` and `data:` never do.
 * @param {string} text
 * @returns {Piece[]}
 */
export function linkify(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const at = match.index ?? 0;
    const shown = withoutTail(match[0] ?? '');
    const href = addressOf(shown);
    if (href === null) continue;
    if (at > from) pieces.push({ type: 'text', text: text.slice(from, at) });
    pieces.push({ type: 'link', text: shown, href });
    from = at + shown.length;
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) });
  return pieces;
}

/**
 * Drops what belongs to the sentence: final punctuation, and a closing bracket that was not opened inside the address.
 * @param {string} candidate
 * @returns {string}
 */
function withoutTail(candidate) {
  let shown = candidate;
  for (;;) {
    let next = shown.replace(TRAILING, '');
    for (const [open, close] of ['()', '[]', '{}']) {
      if (open && close && next.endsWith(close) && occurrences(next, close) > occurrences(next, open)) next = next.slice(0, -1);
    }
    if (next === shown) return shown;
    shown = next;
  }
}

/**
 * @param {string} text
 * @param {string} letter
 * @returns {number}
 */
function occurrences(text, letter) {
  return text.split(letter).length - 1;
}

/**
 * @param {string} shown
 * @returns {string | null}
 */
function addressOf(shown) {
  if (shown.length > LONGEST_LINK) return null;
  try {
    const url = new URL(/^www\./iu.test(shown) ? `https://${shown}` : shown);
    // An address with a user part shows one host and goes to another.
    if (url.username !== '' || url.password !== '') return null;
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    return url.hostname.includes('.') || url.hostname === 'localhost' || url.hostname.startsWith('[') ? url.href : null;
  } catch {
    return null;
  }
}
