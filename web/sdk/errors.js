/**
 * What a person or a program can do after the call ended or a request was refused.
 *
 * - `none`: do not try again;
 * - `retry`: the same call may work later;
 * - `token`: the same call may work with a new token;
 * - `reload`: this client is too old for the server, or either has a bug.
 *
 * @typedef {'none' | 'retry' | 'token' | 'reload'} Remedy
 */

/**
 * The one error class of the SDK. Equality and handling go by `reason`; `message` is for logs and developers.
 *
 * `reason` is a code of `docs/signaling.md`, or one of the client's own:
 * `unreachable` (no connection within `connectTimeoutMs`), `connection_lost` (the request was not answered and the session is over),
 * `left` (`leave()` was called), `aborted` (the AbortSignal), `cancelled` (the person closed the browser's dialog), `invalid_topic`,
 * `invalid_argument`, `backpressure` (too much unsent data), `device` (the device could not be opened; `cause` says why),
 * `unsupported` (this browser cannot).
 */
export class RoomError extends Error {
  /** @type {string} */
  reason;

  /**
   * @param {string} reason
   * @param {string} message
   * @param {{cause?: unknown}} [options]
   */
  constructor(reason, message, options) {
    super(message, options);
    this.name = 'RoomError';
    this.reason = reason;
  }
}
