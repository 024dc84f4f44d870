/**
 * What the page keeps in the browser. Storage may be missing (private windows, frames with blocked cookies): then nothing is kept, and
 * everything still works.
 */

import { parseSession } from '../ui/model/session-policy.js';

/**
 * @typedef {import('../ui/model/session-policy.js').StoredSession} StoredSession
 *
 * @typedef {object} Preferences
 * @property {boolean} mirror
 * @property {boolean} hideSelf
 * @property {boolean} letters
 * @property {'auto' | 'grid' | 'speaker'} layout
 * @property {boolean} camera whether it was on at the last door
 * @property {boolean} microphone
 */

/** @type {Readonly<Preferences>} */
const DEFAULTS = Object.freeze({ mirror: true, hideSelf: false, letters: true, layout: 'auto', camera: true, microphone: true });
/** Guest links of meetings that were started here. */
const MOST_LINKS = 20;

/**
 * @param {'localStorage' | 'sessionStorage'} area
 * @param {string} key
 * @returns {string | null}
 */
function read(area, key) {
  try {
    return globalThis[area].getItem(`saleflow.${key}`);
  } catch {
    return null;
  }
}

/**
 * @param {'localStorage' | 'sessionStorage'} area
 * @param {string} key
 * @param {string | null} value null removes
 * @returns {void}
 */
function write(area, key, value) {
  try {
    if (value === null) globalThis[area].removeItem(`saleflow.${key}`);
    else globalThis[area].setItem(`saleflow.${key}`, value);
  } catch {
    // Full or forbidden: the page goes on without memory.
  }
}

/**
 * @param {string | null} text
 * @returns {Record<string, unknown>}
 */
function record(text) {
  try {
    const value = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** The name under which one was last in a call. */
export const savedName = {
  get: () => read('localStorage', 'name') ?? '',
  set: (/** @type {string} */ name) => write('localStorage', 'name', name),
};

/** @returns {Preferences} */
export function preferences() {
  const stored = record(read('localStorage', 'preferences'));
  const flag = (/** @type {'mirror' | 'hideSelf' | 'letters' | 'camera' | 'microphone'} */ key) => (typeof stored[key] === 'boolean' ? Boolean(stored[key]) : DEFAULTS[key]);
  const { layout } = stored;
  return {
    mirror: flag('mirror'), hideSelf: flag('hideSelf'), letters: flag('letters'), camera: flag('camera'), microphone: flag('microphone'),
    layout: layout === 'grid' || layout === 'speaker' ? layout : 'auto',
  };
}

/**
 * @param {Partial<Preferences>} changes
 * @returns {Preferences}
 */
export function remember(changes) {
  const next = { ...preferences(), ...changes };
  write('localStorage', 'preferences', JSON.stringify(next));
  return next;
}

/** @returns {'auto' | 'light' | 'dark'} */
export function theme() {
  const stored = read('localStorage', 'theme');
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}

/** @param {'auto' | 'light' | 'dark'} chosen */
export function setTheme(chosen) {
  write('localStorage', 'theme', chosen === 'auto' ? null : chosen);
  dispatchEvent(new Event('saleflow:theme'));
}

let unsavedDevice = '';

/**
 * A random string that stands for this browser, so that the same person redeeming an invitation twice is the same person.
 * @returns {string}
 */
export function deviceId() {
  const stored = read('localStorage', 'device');
  if (stored && /^[0-9a-f]{32}$/u.test(stored)) return stored;
  unsavedDevice ||= Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) => octet.toString(16).padStart(2, '0')).join('');
  write('localStorage', 'device', unsavedDevice);
  return unsavedDevice;
}

/** The session of the call in this tab. */
export const session = {
  get: () => parseSession(read('sessionStorage', 'session')),
  set: (/** @type {StoredSession} */ value) => write('sessionStorage', 'session', JSON.stringify(value)),
  clear: () => write('sessionStorage', 'session', null),
};

/**
 * What the link brought into this tab. Kept here instead of in the address bar, where it would be copied, bookmarked and shown on a
 * shared screen.
 */
export const entry = {
  /** @returns {{invitation: string | null, token: string | null}} */
  get: (/** @type {string} */ room) => {
    const stored = record(read('sessionStorage', 'entry'));
    if (stored['room'] !== room) return { invitation: null, token: null };
    const text = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : null);
    return { invitation: text(stored['invitation']), token: text(stored['token']) };
  },
  set: (/** @type {{room: string, invitation: string | null, token: string | null}} */ value) => write('sessionStorage', 'entry', JSON.stringify(value)),
};

/** The guest links of meetings that were started in this browser, so that their host can copy them again during the call. */
export const guestLinks = {
  /** @returns {string | null} */
  get: (/** @type {string} */ room) => {
    const link = record(read('localStorage', 'guest-links'))[room];
    return typeof link === 'string' ? link : null;
  },
  set: (/** @type {string} */ room, /** @type {string} */ link) => {
    const { [room]: _older, ...others } = record(read('localStorage', 'guest-links'));
    const kept = Object.entries(others).slice(-(MOST_LINKS - 1));
    write('localStorage', 'guest-links', JSON.stringify(Object.fromEntries([...kept, [room, link]])));
  },
};
