import { PROTOCOL_VERSION } from '../protocol/codec.js';
import { adviceFor, codeOfClose } from './advice.js';
import { retryDelay } from './retry.js';

/**
 * @typedef {import('./types.js').SessionState} SessionState
 * @typedef {import('./types.js').SessionAction} SessionAction
 * @typedef {import('./types.js').Moment} Moment
 */

/** For a socket to open, and for `join` or `resume` to be answered. */
export const ANSWER_MS = 10_000;

/** The server accepts a token this long after its `exp`. */
const TOKEN_LEEWAY_MS = 60_000;

/** Not 1000 or 1001, which would end the session. */
const CLOSE_TO_RESUME = 4900;

/** The half of a reduction that opens connections, loses them and gives up: a private copy of the state, and what is to be done. */
export class ConnectionStep {
  /** @type {SessionAction[]} */
  actions = [];

  /**
   * @param {SessionState} state
   * @param {Moment} moment
   */
  constructor(state, moment) {
    this.state = { ...state };
    this.moment = moment;
  }

  get now() {
    return this.moment.now;
  }

  /** @param {SessionAction} action */
  do(action) {
    this.actions.push(action);
  }

  /** @param {import('../protocol/types.js').ClientMessage} message */
  send(message) {
    this.do({ type: 'send', socket: this.state.socket, message });
  }

  // Connecting

  open() {
    const { state } = this;
    state.socket += 1;
    state.phase = 'opening';
    state.closing = null;
    state.deadline = this.now + ANSWER_MS;
    this.do({ type: 'openSocket', socket: state.socket });
  }

  /** The socket is open: the first message says who we are. */
  enter() {
    const { state } = this;
    state.deadline = this.now + ANSWER_MS;
    if (state.session === null) return this.join();
    state.phase = 'resuming';
    this.send({ type: 'resume', session: state.session.id, resume_token: state.session.resumeToken, last_seq: state.lastSeq });
  }

  join() {
    const { state } = this;
    state.phase = 'joining';
    state.session = null;
    state.joined = false;
    state.deadline = this.now + ANSWER_MS;
    const room = state.room === undefined ? {} : { room: state.room };
    const client = state.client === undefined ? {} : { client: state.client };
    this.send({ type: 'join', protocol: PROTOCOL_VERSION, token: state.token, ...room, ...client });
  }

  /**
   * @param {number} key
   * @param {string} code
   * @param {string} message
   */
  reject(key, code, message) {
    this.do({ type: 'reject', key, code, message });
  }

  // Losing and giving up

  /** @param {number} closeCode */
  socketClosed(closeCode) {
    const { state } = this;
    const said = state.closing ?? { code: codeOfClose(closeCode) ?? 'connection_lost', message: '', reconnect: true };
    if (state.phase === 'leaving') return this.end('left', 'You left the room.', 'retry');
    const advice = adviceFor(said.code, said.reconnect);
    if (advice.then === 'end') return this.end(said.code, said.message || `The server closed the connection (${closeCode}).`, advice.remedy);
    this.lost(said.code);
  }

  /** @param {string} code */
  lost(code) {
    const { state } = this;
    if (state.phase === 'opening' || state.phase === 'open' || state.phase === 'joining' || state.phase === 'resuming') {
      // Closing a socket that closed already does nothing.
      this.do({ type: 'closeSocket', socket: state.socket, code: CLOSE_TO_RESUME });
    }
    if (state.attempt === 0) state.lostAt = this.now;
    state.attempt += 1;
    state.phase = 'retrying';
    state.socket += 1;
    const delay = retryDelay(state.attempt, this.moment.random, code === 'server_shutdown' || code === 'rate_limited');
    state.deadline = this.now + delay;
    if (state.giveUpAt === null) this.do({ type: 'reconnecting', attempt: state.attempt });
    if (delay === 0) this.retry();
  }

  retry() {
    const { state } = this;
    const sessionIsOver = state.session === null || this.now > state.lostAt + state.session.resumeWindowMs;
    if (sessionIsOver && state.tokenExpiresAt !== null && this.now > state.tokenExpiresAt + TOKEN_LEEWAY_MS) {
      return this.end('token_expired', 'The token expired while the connection was lost.', 'token');
    }
    this.open();
  }

  /**
   * @param {string} reason
   * @param {string} message
   * @param {import('../errors.js').Remedy} remedy
   */
  end(reason, message, remedy) {
    const { state } = this;
    this.do({ type: 'closeSocket', socket: state.socket, code: 1000 });
    for (const { key } of state.pending) this.reject(key, reason === 'left' ? 'left' : 'connection_lost', 'The session is over.');
    state.pending = [];
    state.phase = 'ended';
    this.do({ type: 'ended', reason, message, remedy });
  }
}
