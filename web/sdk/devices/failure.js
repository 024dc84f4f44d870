import { adviceFor } from './advice.js';

/**
 * Which of the six reasons an exception of `getUserMedia` or `getDisplayMedia` stands for.
 *
 * Names: W3C Media Capture and Streams §10.2 (getUserMedia), and the older ones that Safari and Firefox still use in places.
 *
 * @param {unknown} cause
 * @returns {import('./types.js').CaptureReason}
 */
export function captureReason(cause) {
  switch (nameOf(cause)) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'missing';
    case 'NotReadableError':
    case 'TrackStartError':
    // Firefox: "Starting videoinput failed" while another program holds the camera.
    case 'AbortError':
      return 'busy';
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      // An exact device id that no device has is not a matter of resolution: the device is gone.
      return /** @type {{constraint?: string}} */ (cause).constraint === 'deviceId' ? 'missing' : 'overconstrained';
    case 'InsecureContextError':
      return 'insecure';
    default:
      return 'unknown';
  }
}

/**
 * @param {import('./types.js').CaptureFailure['source']} source
 * @param {import('./types.js').CaptureReason} reason
 * @param {unknown} cause
 * @param {import('./browser-family.js').BrowserFamily} browser
 * @returns {import('./types.js').CaptureFailure}
 */
export function captureFailure(source, reason, cause, browser) {
  return { source, reason, advice: adviceFor(source, reason, browser, messageOf(cause)), cause };
}

/** What is "thrown" where the page has no `navigator.mediaDevices`, because it is not a secure context. */
export function insecureContextError() {
  return new DOMException('Cameras and microphones need a secure page.', 'InsecureContextError');
}

/**
 * @param {unknown} cause
 * @returns {string}
 */
export function nameOf(cause) {
  return typeof cause === 'object' && cause !== null && 'name' in cause ? String(/** @type {{name: unknown}} */ (cause).name) : '';
}

/**
 * @param {unknown} cause
 * @returns {string}
 */
export function messageOf(cause) {
  return typeof cause === 'object' && cause !== null && 'message' in cause ? String(/** @type {{message: unknown}} */ (cause).message) : '';
}
