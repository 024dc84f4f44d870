import { decodeServerMessage, encodeMessage } from '../protocol/codec.js';
import { ProtocolError } from '../protocol/schema.js';
import { RoomError } from '../errors.js';
import { initialSession, sessionDeadline } from './session-state.js';
import { reduceSession } from './session.js';

/**
 * @typedef {import('./types.js').SessionInput} SessionInput
 * @typedef {import('./types.js').SessionAction} SessionAction
 * @typedef {import('./types.js').Request} Request
 * @typedef {import('../protocol/types.js').AckMessage} AckMessage
 * @typedef {import('../protocol/types.js').ServerMessage} ServerMessage
 *
 * @typedef {object} SignalListener
 * @property {(message: ServerMessage) => void} received
 * @property {(attempt: number) => void} reconnecting
 * @property {() => void} reconnected
 * @property {(reason: string, message: string, remedy: import('../errors.js').Remedy) => void} ended called once, last
 */

/** Does what `reduceSession` decides: one socket, one timer, and the promises of the requests. */
export class SignalClient {
  #state = initialSession;
  #environment;
  #listener;
  #url;
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {unknown} */
  #timer = null;
  #nextKey = 1;
  /** @type {Map<number, {resolve: (ack: AckMessage) => void, reject: (error: RoomError) => void}>} */
  #waiting = new Map();
  #stopWatching;

  /**
   * @param {string} url
   * @param {import('../environment.js').Environment} environment
   * @param {SignalListener} listener
   */
  constructor(url, environment, listener) {
    this.#url = url;
    this.#environment = environment;
    this.#listener = listener;
    this.#stopWatching = environment.watchNetwork((change) => this.#handle({ type: 'network', change }));
  }

  /** True while the server hears us and we hear it. */
  get isOpen() {
    return this.#state.phase === 'open' && this.#state.joined;
  }

  /** Round-trip time to the server in milliseconds, null before the first heartbeat. */
  get rttMs() {
    return this.#state.rttMs;
  }

  /**
   * @param {string} token
   * @param {{room?: string, client?: string, connectTimeoutMs: number}} options
   */
  start(token, options) {
    this.#handle({ type: 'start', token, ...options });
  }

  /**
   * Sends a request now or when the connection is back. Resolves with its `ack`; rejects with the `RoomError` of its `error`.
   *
   * @param {Request} request
   * @returns {Promise<AckMessage>}
   */
  request(request) {
    const key = this.#nextKey;
    this.#nextKey += 1;
    return new Promise((resolve, reject) => {
      try {
        // Checked here, so that a bad or oversized request never costs the session.
        encodeMessage(/** @type {import('../protocol/types.js').ClientMessage} */ ({ ...request, id: Number.MAX_SAFE_INTEGER }));
      } catch (error) {
        return reject(error instanceof ProtocolError ? new RoomError(error.code, error.message) : error);
      }
      this.#waiting.set(key, { resolve, reject });
      this.#handle({ type: 'request', key, request });
    });
  }

  /** Ends the session for good; `ended` follows, within a second at most. */
  leave() {
    this.#handle({ type: 'leave' });
  }

  /** @param {SessionInput} input */
  #handle(input) {
    const { clock, random } = this.#environment;
    const { state, actions } = reduceSession(this.#state, input, { now: clock.now(), random: random() });
    this.#state = state;
    // Listeners may call back into `#handle` while these are carried out: sockets see their actions first.
    const isOutward = (/** @type {SessionAction} */ { type }) => type === 'send' || type === 'openSocket' || type === 'closeSocket';
    for (const action of actions) if (isOutward(action)) this.#perform(action);
    for (const action of actions) if (!isOutward(action)) this.#perform(action);
    this.#schedule();
  }

  /** @param {SessionAction} action */
  #perform(action) {
    switch (action.type) {
      case 'openSocket':
        return this.#open(action.socket);
      case 'closeSocket':
        this.#socket?.close(action.code);
        this.#socket = null;
        return;
      case 'send':
        // A socket that is closing takes no more; what matters is sent again after `resumed`.
        if (this.#socket?.readyState === 1) this.#socket.send(encodeMessage(action.message));
        return;
      case 'deliver':
        return this.#listener.received(action.message);
      case 'resolve':
        return this.#settle(action.key)?.resolve(action.ack);
      case 'reject':
        return this.#settle(action.key)?.reject(new RoomError(action.code, action.message));
      case 'reconnecting':
        return this.#listener.reconnecting(action.attempt);
      case 'reconnected':
        return this.#listener.reconnected();
      case 'ended':
        this.#stopWatching();
        return this.#listener.ended(action.reason, action.message, action.remedy);
    }
  }

  /** @param {number} key */
  #settle(key) {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    return waiting;
  }

  /** @param {number} number */
  #open(number) {
    const socket = this.#environment.openSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#handle({ type: 'opened', socket: number }));
    socket.addEventListener('close', (event) => this.#handle({ type: 'closed', socket: number, code: event.code }));
    socket.addEventListener('message', (event) => this.#handle(read(number, event.data)));
  }

  #schedule() {
    const { clock } = this.#environment;
    if (this.#timer !== null) clock.clearTimer(this.#timer);
    const deadline = sessionDeadline(this.#state);
    this.#timer = deadline === null ? null : clock.setTimer(() => this.#handle({ type: 'timer' }), Math.max(0, deadline - clock.now()));
  }
}

/**
 * @param {number} socket
 * @param {unknown} data
 * @returns {SessionInput}
 */
function read(socket, data) {
  const text = typeof data === 'string' ? data : '';
  try {
    return { type: 'received', socket, message: decodeServerMessage(text) };
  } catch {
    return { type: 'unreadable', socket, seq: sequenceNumberOf(text) };
  }
}

/**
 * The number of a message that cannot be read otherwise, so that it does not look like a gap.
 *
 * @param {string} text
 * @returns {number | null}
 */
function sequenceNumberOf(text) {
  try {
    const seq = JSON.parse(text)?.seq;
    return Number.isSafeInteger(seq) ? seq : null;
  } catch {
    return null;
  }
}
