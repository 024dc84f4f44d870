import { adviceFor } from './advice.js';
import { ANSWER_MS, ConnectionStep } from './connection-step.js';
import { carryOver, MAX_PENDING, number } from './requests.js';
import { expiryOf } from './token.js';

/**
 * @typedef {import('./types.js').SessionState} SessionState
 * @typedef {import('./types.js').SessionInput} SessionInput
 * @typedef {import('./types.js').SessionAction} SessionAction
 * @typedef {import('./types.js').Moment} Moment
 * @typedef {import('../protocol/types.js').ServerMessage} ServerMessage
 */

/** For a sign of life after the network changed: a socket over the old network is usually dead and does not know it. */
const PROBE_MS = 2_000;

const LEAVE_MS = 1_000;

/**
 * The signaling session of `docs/signaling.md` as a pure function: what happened and when, to what is to be done.
 *
 * @param {SessionState} state
 * @param {SessionInput} input
 * @param {Moment} moment
 * @returns {{state: SessionState, actions: SessionAction[]}}
 */
export function reduceSession(state, input, moment) {
  const step = new Step(state, moment);
  step.handle(input);
  return { state: step.state, actions: step.actions };
}

/** The other half: messages, requests and time. */
class Step extends ConnectionStep {
  /** @param {SessionInput} input */
  handle(input) {
    const { state } = this;
    if ('socket' in input && input.socket !== state.socket) return;
    if (state.phase === 'ended') {
      if (input.type === 'request') this.reject(input.key, 'connection_lost', 'The session is over.');
      return;
    }
    switch (input.type) {
      case 'start':
        state.token = input.token;
        state.tokenExpiresAt = expiryOf(input.token);
        state.room = input.room;
        state.client = input.client;
        state.giveUpAt = this.now + input.connectTimeoutMs;
        return this.open();
      case 'opened':
        return this.enter();
      case 'received':
        return this.receive(input.message);
      case 'unreadable':
        // A newer server's message, or a bug: the session goes on without it, and its number counts.
        if (input.seq !== null) this.accept(input.seq);
        return;
      case 'closed':
        return this.socketClosed(input.code);
      case 'network':
        return this.networkChanged(input.change);
      case 'request':
        return this.request(input);
      case 'leave':
        return this.leave();
      case 'timer':
        return this.timer();
    }
  }

  // Messages

  /** @param {ServerMessage} message */
  receive(message) {
    const { state } = this;
    if (state.session !== null) state.deadAt = this.now + state.session.pingTimeoutMs;
    if ('seq' in message && message.seq !== undefined && !this.accept(message.seq)) return;
    switch (message.type) {
      case 'waiting':
      case 'joined':
        return this.entered(message);
      case 'resumed':
        return this.resumed(message);
      case 'pong':
        state.rttMs = this.now - message.sent_at;
        return;
      case 'closing':
        state.closing = { code: message.code, message: message.message, reconnect: message.reconnect };
        return;
      case 'ack':
        return this.settle(message.id, (key) => this.do({ type: 'resolve', key, ack: message }));
      case 'error':
        return this.refused(message);
      case 'token':
        state.token = message.token;
        state.tokenExpiresAt = message.expires_at;
        return this.do({ type: 'deliver', message });
      default:
        return this.do({ type: 'deliver', message });
    }
  }

  /**
   * @param {number} seq
   * @returns {boolean} false: a repetition, or one that came too early
   */
  accept(seq) {
    const { state } = this;
    if (seq <= state.lastSeq) return false;
    if (seq > state.lastSeq + 1) {
      this.lost('heartbeat_timeout');
      return false;
    }
    state.lastSeq = seq;
    return true;
  }

  /** @param {import('../protocol/types.js').JoinedMessage | import('../protocol/types.js').WaitingMessage} message */
  entered(message) {
    const { state } = this;
    if (state.session?.id !== message.session) this.beginSession();
    state.session = {
      id: message.session,
      resumeToken: message.resume_token,
      resumeWindowMs: message.resume_window_ms,
      pingIntervalMs: message.ping_interval_ms,
      pingTimeoutMs: message.ping_timeout_ms,
    };
    state.joined = message.type === 'joined';
    this.do({ type: 'deliver', message });
    this.connected();
  }

  /** A new session counts anew, and knows nothing of what the old one was asked. */
  beginSession() {
    const { state } = this;
    state.lastSeq = 0;
    state.nextId = 1;
    const { kept, dropped } = carryOver(state.pending);
    state.pending = kept;
    for (const { key } of dropped) this.reject(key, 'connection_lost', 'The connection was lost before this was answered.');
  }

  /** @param {import('../protocol/types.js').ResumedMessage} message */
  resumed({ last_id: lastId, next_seq: nextSeq }) {
    const { state } = this;
    // The server forgot messages that we never saw: only a new session can tell the truth.
    if (nextSeq > state.lastSeq + 1) {
      state.session = null;
      return this.lost('internal');
    }
    for (const { id, request } of state.pending) if (id > lastId) this.sendRequest(id, request);
    this.connected();
  }

  connected() {
    const { state } = this;
    const wasReconnecting = state.attempt > 0 && state.giveUpAt === null;
    const session = /** @type {import('./types.js').Session} */ (state.session);
    state.phase = 'open';
    state.attempt = 0;
    state.giveUpAt = null;
    state.deadline = null;
    state.deadAt = this.now + session.pingTimeoutMs;
    state.pingAt = this.now + session.pingIntervalMs;
    if (wasReconnecting) this.do({ type: 'reconnected' });
    this.flush();
  }

  /** @param {import('../protocol/types.js').ErrorMessage} message */
  refused({ id, code, message }) {
    const { state } = this;
    if (id !== undefined) return this.settle(id, (key) => this.reject(key, code, message));
    switch (state.phase) {
      case 'resuming':
        if (code === 'resume_failed') return this.join();
        break;
      case 'joining':
        break;
      case 'idle':
      case 'opening':
      case 'open':
      case 'retrying':
      case 'leaving':
      case 'ended':
        // About a message that asks for no answer, or that the server could not read: nothing waits for it.
        return;
    }
    state.closing = { code, message, reconnect: true };
    if (adviceFor(code).then === 'end') this.socketClosed(1006);
  }

  // Requests

  /** @param {{key: number, request: import('./types.js').Request}} input */
  request({ key, request }) {
    const { state } = this;
    if (state.pending.length >= MAX_PENDING) return this.reject(key, 'backpressure', `More than ${MAX_PENDING} requests wait for the connection.`);
    state.pending = [...state.pending, { key, id: 0, request }];
    this.flush();
  }

  /** Gives ids to what waited for the connection, and sends it. */
  flush() {
    const { state } = this;
    if (state.phase !== 'open' || !state.joined) return;
    const { pending, numbered, nextId } = number(state.pending, state.nextId);
    state.pending = pending;
    state.nextId = nextId;
    for (const { id, request } of numbered) this.sendRequest(id, request);
  }

  /**
   * @param {number} id
   * @param {import('./types.js').Request} request
   */
  sendRequest(id, request) {
    this.send(/** @type {import('../protocol/types.js').RequestMessage} */ ({ ...request, id }));
  }

  /**
   * @param {number} id
   * @param {(key: number) => void} answer
   */
  settle(id, answer) {
    const { state } = this;
    if (state.phase === 'leaving' && id === state.nextId - 1) return this.end('left', 'You left the room.', 'retry');
    const settled = state.pending.find((pending) => pending.id === id);
    if (settled === undefined) return;
    state.pending = state.pending.filter((pending) => pending !== settled);
    answer(settled.key);
  }

  /** @param {import('../environment.js').NetworkChange} change */
  networkChanged(change) {
    const { state } = this;
    if (change === 'offline') return;
    switch (state.phase) {
      case 'retrying':
        return this.retry();
      case 'open':
        this.ping();
        state.deadAt = Math.min(state.deadAt, this.now + PROBE_MS);
        return;
      case 'opening':
      case 'joining':
      case 'resuming':
        // An attempt over the old network would hang until its deadline. A page that merely came to the front changes nothing.
        if (change !== 'visible') this.lost('connection_lost');
        return;
      case 'idle':
      case 'leaving':
      case 'ended':
        return;
    }
  }

  ping() {
    const { state } = this;
    this.send({ type: 'ping', last_seq: state.lastSeq, sent_at: this.now });
    state.pingAt = this.now + (state.session?.pingIntervalMs ?? ANSWER_MS);
  }

  timer() {
    const { state } = this;
    if (state.giveUpAt !== null && this.now >= state.giveUpAt) {
      return this.end('unreachable', 'The server did not answer in time.', 'retry');
    }
    switch (state.phase) {
      case 'open':
        if (this.now >= state.deadAt) return this.lost('connection_lost');
        if (this.now >= state.pingAt) this.ping();
        return;
      case 'opening':
      case 'joining':
      case 'resuming':
        if (this.isDue()) this.lost('connection_lost');
        return;
      case 'retrying':
        if (this.isDue()) this.retry();
        return;
      case 'leaving':
        if (this.isDue()) this.end('left', 'You left the room.', 'retry');
        return;
      case 'idle':
      case 'ended':
        return;
    }
  }

  isDue() {
    return this.state.deadline !== null && this.now >= this.state.deadline;
  }

  leave() {
    const { state } = this;
    if (state.phase === 'leaving') return;
    if (state.phase !== 'open') return this.end('left', 'You left the room.', 'retry');
    this.send({ type: 'leave', id: state.nextId });
    state.nextId += 1;
    state.phase = 'leaving';
    state.deadline = this.now + LEAVE_MS;
  }
}
