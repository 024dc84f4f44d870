/**
 * @typedef {import('./types.js').RecordingErrorCode} RecordingErrorCode
 */

/** @type {Readonly<Record<RecordingErrorCode, string>>} */
const MESSAGES = Object.freeze({
  unsupported: 'This browser cannot record.',
  busy: 'A recording is running already.',
  nothing_to_record: 'There is nothing to record yet.',
  disk_full: 'The disk is full. The recording has ended; what was recorded until now is kept.',
  storage: 'The recording could not be written to disk. What was recorded until now is kept.',
  encoder: 'The browser stopped recording. What was recorded until now is kept.',
  not_found: 'There is no such recording on this device.',
});

/** A recording that could not begin, or ended early. */
export class RecordingError extends Error {
  /**
   * @param {RecordingErrorCode} code
   * @param {{cause?: unknown}} [options]
   */
  constructor(code, options) {
    super(MESSAGES[code]);
    this.name = 'RecordingError';
    this.code = code;
    if (options && 'cause' in options) this.cause = options.cause;
  }

  /** @returns {import('./types.js').RecordingFailure} */
  get failure() {
    return { code: this.code, message: this.message };
  }
}

/**
 * Which code a failed write has.
 *
 * @param {string} name of what was thrown
 * @returns {RecordingErrorCode}
 */
export function storageErrorCode(name) {
  return name === 'QuotaExceededError' || name === 'NoSpaceError' ? 'disk_full' : 'storage';
}
