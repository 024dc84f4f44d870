/** @typedef {import('./types.js').AudioSettings} AudioSettings */

/** @type {Readonly<AudioSettings>} */
export const DEFAULT_AUDIO_SETTINGS = Object.freeze({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });

/**
 * What is asked of a camera, best first. `ideal` alone never fails; the smaller ones are for cameras (and USB buses) that say they can and then do not start.
 * The last one asks for nothing.
 *
 * @type {readonly Readonly<MediaTrackConstraints>[]}
 */
export const CAMERA_LADDER = Object.freeze([
  { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
  { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30, max: 30 } },
  {},
]);

/**
 * Which one: `exact` when the person chose it now, `ideal` when it is only remembered.
 *
 * @typedef {object} DeviceSelection
 * @property {string} [deviceId]
 * @property {boolean} [isExact]
 * @property {import('./types.js').Facing} [facing]
 */

/**
 * @param {boolean | MediaTrackConstraints} request true, or constraints that replace ours
 * @param {Partial<AudioSettings>} settings
 * @param {DeviceSelection} [selection]
 * @returns {MediaTrackConstraints}
 */
export function microphoneConstraints(request, settings, selection = {}) {
  const asked = typeof request === 'object' ? request : {};
  return { ...DEFAULT_AUDIO_SETTINGS, ...definedOnly(settings), ...deviceConstraint(selection), ...asked };
}

/**
 * @param {boolean | MediaTrackConstraints} request
 * @param {number} step index in `CAMERA_LADDER`
 * @param {DeviceSelection} [selection]
 * @returns {MediaTrackConstraints}
 */
export function cameraConstraints(request, step, selection = {}) {
  const asked = typeof request === 'object' ? request : {};
  const size = CAMERA_LADDER[step] ?? {};
  // What the caller asked for goes before our ladder, but not for ever: the last step drops its size too.
  const isLast = step >= CAMERA_LADDER.length - 1;
  return { ...size, ...facingConstraint(selection), ...deviceConstraint(selection), ...(isLast ? withoutSize(asked) : asked) };
}

/**
 * @param {DeviceSelection} selection
 * @returns {MediaTrackConstraints}
 */
function deviceConstraint({ deviceId, isExact }) {
  if (!deviceId) return {};
  return { deviceId: isExact ? { exact: deviceId } : { ideal: deviceId } };
}

/**
 * @param {DeviceSelection} selection
 * @returns {MediaTrackConstraints}
 */
function facingConstraint({ deviceId, facing }) {
  return facing && !deviceId ? { facingMode: { ideal: facing } } : {};
}

/**
 * @param {MediaTrackConstraints} constraints
 * @returns {MediaTrackConstraints}
 */
function withoutSize(constraints) {
  const { width: _width, height: _height, frameRate: _frameRate, aspectRatio: _aspectRatio, ...rest } = constraints;
  return rest;
}

/**
 * @param {Partial<AudioSettings>} settings
 * @returns {Partial<AudioSettings>}
 */
function definedOnly(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => typeof value === 'boolean'));
}
