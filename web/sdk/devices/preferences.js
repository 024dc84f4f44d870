/**
 * The choices that this browser remembers: which device of each kind, and the sound settings.
 * Ids of devices rotate (when cookies are cleared, in another browser mode, in Safari at each visit), labels do not, so both are kept.
 *
 * @typedef {import('./types.js').Device} Device
 * @typedef {import('./types.js').DeviceKind} DeviceKind
 * @typedef {import('./types.js').Preferences} Preferences
 * @typedef {import('./types.js').RememberedDevice} RememberedDevice
 * @typedef {import('./types.js').AudioSettings} AudioSettings
 *
 * @typedef {object} KeyValueStore the part of `localStorage` that is used
 * @property {(key: string) => string | null} getItem
 * @property {(key: string, value: string) => void} setItem
 *
 * @typedef {object} StoredChoices
 * @property {Preferences} devices
 * @property {Partial<AudioSettings>} settings
 */

const STORAGE_KEY = 'saleflow.devices';
const MAXIMUM_LABEL_LENGTH = 256;

/** @type {readonly DeviceKind[]} */
export const DEVICE_KINDS = Object.freeze(['camera', 'microphone', 'speaker']);

/** @returns {StoredChoices} */
export function noChoices() {
  return { devices: { camera: null, microphone: null, speaker: null }, settings: {} };
}

/**
 * What was stored, or no choices: what others wrote under our key, and a store that throws (blocked cookies), are as good as an empty one.
 *
 * @param {KeyValueStore | null} store
 * @returns {StoredChoices}
 */
export function readChoices(store) {
  const choices = noChoices();
  try {
    const stored = JSON.parse(store?.getItem(STORAGE_KEY) ?? 'null');
    for (const kind of DEVICE_KINDS) choices.devices[kind] = rememberedDevice(stored?.devices?.[kind]);
    for (const name of /** @type {const} */ (['echoCancellation', 'noiseSuppression', 'autoGainControl'])) {
      const value = stored?.settings?.[name];
      if (typeof value === 'boolean') choices.settings[name] = value;
    }
    return choices;
  } catch {
    return noChoices();
  }
}

/**
 * @param {KeyValueStore | null} store
 * @param {StoredChoices} choices
 * @returns {boolean} false when the browser keeps nothing
 */
export function writeChoices(store, choices) {
  try {
    store?.setItem(STORAGE_KEY, JSON.stringify(choices));
    return store !== null;
  } catch {
    // Blocked or full: the choice holds for this visit.
    return false;
  }
}

/**
 * The remembered device among those that are there: by id, else by label.
 *
 * @param {readonly Device[]} devices
 * @param {DeviceKind} kind
 * @param {RememberedDevice | null} remembered
 * @returns {Device | null}
 */
export function findRemembered(devices, kind, remembered) {
  if (!remembered) return null;
  const ofKind = devices.filter((device) => device.kind === kind);
  const byId = ofKind.find((device) => device.deviceId === remembered.deviceId);
  if (byId) return byId;
  const label = bareLabel(remembered.label);
  return (label && ofKind.find((device) => device.deviceId !== 'default' && bareLabel(device.label) === label)) || null;
}

/**
 * A label without what changes between browsers and ports: Chromium's "Default - " and the USB ids in brackets at the end.
 *
 * @param {string} label
 * @returns {string}
 */
export function bareLabel(label) {
  return label
    .replace(/^(Default|Communications) - /, '')
    .replace(/\s*\([0-9a-f]{4}:[0-9a-f]{4}\)$/i, '')
    .trim()
    .toLowerCase();
}

/**
 * @param {unknown} value
 * @returns {RememberedDevice | null}
 */
function rememberedDevice(value) {
  if (typeof value !== 'object' || value === null) return null;
  const { deviceId, label } = /** @type {Record<string, unknown>} */ (value);
  if (typeof deviceId !== 'string' || typeof label !== 'string') return null;
  return { deviceId: deviceId.slice(0, MAXIMUM_LABEL_LENGTH), label: label.slice(0, MAXIMUM_LABEL_LENGTH) };
}
