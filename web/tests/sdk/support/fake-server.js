import { decodeClientMessage, encodeMessage } from '../../../sdk/protocol/codec.js';
import { participant, roomInfo } from './messages.js';

/**
 * @typedef {import('../../../sdk/protocol/types.js').ServerMessage} ServerMessage
 * @typedef {import('../../../sdk/protocol/types.js').RequestMessage} RequestMessage
 * @typedef {import('../../../sdk/protocol/types.js').ParticipantInfo} ParticipantInfo
 * @typedef {import('../../../sdk/protocol/types.js').NewTrack} NewTrack
 * @typedef {import('./fake-socket.js').ServerEnd} ServerEnd
 */

const RESUME_WINDOW_MS = 30_000;

/** A session on the server: what was said, so that it can be said again. */
class FakeSession {
  seq = 0;
  lastId = 0;
  /** @type {ServerMessage[]} */
  log = [];
  /** @type {ServerEnd | null} */
  end = null;
  /** @type {unknown} */
  timeout = null;

  /**
   * @param {string} id
   * @param {ParticipantInfo} info
   */
  constructor(id, info) {
    this.id = id;
    this.info = info;
  }

  /** @param {any} message without its sequence number */
  say(message) {
    this.seq += 1;
    const numbered = { ...message, seq: this.seq };
    this.log.push(numbered);
    this.end?.send(encodeMessage(numbered));
  }
}

/** A server for one room, as `docs/signaling.md` has it, as far as these tests go. A token is the identity of whom it admits. */
export class FakeServer {
  isReachable = true;
  /**
   * Codes with which joins are refused, by identity.
   *
   * @type {Map<string, string>}
   */
  refused = new Map();
  /**
   * Identities that wait in the lobby.
   *
   * @type {Set<string>}
   */
  guests = new Set();
  /**
   * Requests that were handled, in order.
   *
   * @type {RequestMessage[]}
   */
  handled = [];
  /**
   * Tokens with which people joined, in order.
   *
   * @type {string[]}
   */
  tokens = [];
  room = roomInfo();
  topology = { kind: /** @type {const} */ ('mesh'), epoch: 1, reason: 'start' };
  /**
   * By participant id.
   *
   * @type {Map<string, FakeSession>}
   */
  sessions = new Map();
  /** @type {Map<string, () => void>} */
  #lobby = new Map();
  #clock;
  #count = 0;

  /** @param {import('./fake-clock.js').FakeClock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** @param {string} identity */
  session(identity) {
    const session = [...this.sessions.values()].find(({ info }) => info.identity === identity);
    if (session === undefined) throw new Error(`${identity} has no session.`);
    return session;
  }

  /** Breaks everybody's socket without a word. */
  cut() {
    for (const { end } of [...this.sessions.values()]) end?.cut();
  }

  /** Forgets everybody, as after a restart. */
  restart() {
    const ends = [...this.sessions.values()].map(({ end }) => end);
    for (const { timeout } of this.sessions.values()) this.#clock.clearTimer(timeout);
    this.sessions.clear();
    for (const end of ends) end?.cut();
  }

  /** @param {string} identity who waits in the lobby */
  admit(identity) {
    this.#lobby.get(identity)?.();
    this.#lobby.delete(identity);
  }

  /**
   * @param {any} message to everybody
   * @param {string} [except] participant id
   */
  broadcast(message, except) {
    for (const session of this.sessions.values()) if (session.info.id !== except) session.say(message);
  }

  /**
   * @param {string} id
   * @param {string} reason
   */
  remove(id, reason) {
    this.sessions.delete(id);
    this.broadcast({ type: 'participant_left', participant: id, reason });
  }

  /** @param {ServerEnd} end */
  accept(end) {
    /** @type {FakeSession | null} */
    let session = null;
    return {
      /** @param {string} text */
      received: (text) => {
        const message = decodeClientMessage(text);
        if (message.type === 'join') session = this.#join(message.token, end);
        else if (message.type === 'resume') session = this.#resume(message.session, message.last_seq, end);
        else if (message.type === 'ping') end.send(encodeMessage({ type: 'pong', sent_at: message.sent_at, received_at: this.#clock.now() }));
        else if (session !== null) this.#handle(session, message);
      },
      /** @param {number} code */
      closed: (code) => {
        if (session === null || session.end !== end) return;
        session.end = null;
        this.#closed(session, code);
      },
    };
  }

  /**
   * @param {FakeSession} session
   * @param {number} code
   */
  #closed(session, code) {
    const { info } = session;
    if (this.sessions.get(info.id) !== session) return;
    if (code === 1000 || code === 1001) return this.remove(info.id, 'left');
    session.timeout = this.#clock.setTimer(() => this.remove(info.id, 'timeout'), RESUME_WINDOW_MS);
    session.info = { ...info, state: 'reconnecting' };
    this.broadcast({ type: 'participant_updated', participant: session.info }, info.id);
  }

  /**
   * @param {string} token
   * @param {ServerEnd} end
   */
  #join(token, end) {
    this.tokens.push(token);
    const identity = token.split('#')[0] ?? '';
    const refusal = this.refused.get(identity);
    if (refusal !== undefined) {
      end.send(encodeMessage({ type: 'closing', code: refusal, message: 'No.', reconnect: false }));
      end.close(4999);
      return null;
    }
    this.#count += 1;
    const session = new FakeSession(`SE_${this.#count}`, participant(`PA_${identity}${this.#count}`, { identity, name: identity }));
    session.end = end;
    if (!this.guests.has(identity)) {
      this.#enter(session);
    } else {
      end.send(encodeMessage({ type: 'waiting', ...timing(session.id), room: this.room }));
      this.#lobby.set(identity, () => this.#enter(session));
    }
    return session;
  }

  /** @param {FakeSession} session */
  #enter(session) {
    const { info } = session;
    for (const other of [...this.sessions.values()]) {
      if (other.info.identity !== info.identity) continue;
      this.#clock.clearTimer(other.timeout);
      this.remove(other.info.id, 'replaced');
    }
    session.end?.send(
      encodeMessage({
        type: 'joined',
        ...timing(session.id),
        you: info,
        room: this.room,
        participants: [...this.sessions.values()].map((other) => other.info),
        waiting: [],
        topology: this.topology,
        ice_servers: [],
        server: 'fake',
      }),
    );
    this.broadcast({ type: 'participant_joined', participant: info });
    this.sessions.set(info.id, session);
  }

  /**
   * @param {string} id
   * @param {number} lastSeq
   * @param {ServerEnd} end
   */
  #resume(id, lastSeq, end) {
    const session = [...this.sessions.values()].find((each) => each.id === id);
    if (session === undefined) {
      end.send(encodeMessage({ type: 'error', code: 'resume_failed', message: '' }));
      return null;
    }
    this.#clock.clearTimer(session.timeout);
    session.end = end;
    end.send(encodeMessage({ type: 'resumed', last_id: session.lastId, next_seq: lastSeq + 1 }));
    for (const message of session.log) if ('seq' in message && (message.seq ?? 0) > lastSeq) end.send(encodeMessage(message));
    session.info = { ...session.info, state: 'active' };
    this.broadcast({ type: 'participant_updated', participant: session.info }, session.info.id);
    return session;
  }

  /**
   * @param {FakeSession} session
   * @param {RequestMessage} message
   */
  #handle(session, message) {
    const { id } = message;
    if (id <= session.lastId) return;
    if (id !== session.lastId + 1) throw new Error(`Request ${id} follows ${session.lastId}.`);
    session.lastId = id;
    this.handled.push(message);
    const me = session.info.id;
    switch (message.type) {
      case 'publish':
        return this.#publish(session, id, message.track);
      case 'unpublish':
        session.info = { ...session.info, tracks: session.info.tracks.filter((track) => track.id !== message.track) };
        session.say({ type: 'ack', id });
        return this.broadcast({ type: 'track_unpublished', participant: me, track: message.track }, me);
      case 'mute':
        session.info = { ...session.info, tracks: session.info.tracks.map((track) => (track.id === message.track ? { ...track, muted: message.muted } : track)) };
        session.say({ type: 'ack', id });
        return this.broadcast({ type: 'track_muted', participant: me, track: message.track, muted: message.muted }, me);
      case 'description':
      case 'candidate': {
        const { id: _, to, ...body } = message;
        const other = this.sessions.get(to);
        if (other === undefined) return session.say({ type: 'error', id, code: 'not_found', message: '' });
        session.say({ type: 'ack', id });
        return other.say({ ...body, from: me });
      }
      case 'data':
        session.say({ type: 'ack', id });
        for (const other of this.sessions.values()) {
          if (other === session || (message.to && !message.to.includes(other.info.id))) continue;
          other.say({ type: 'data', from: me, topic: message.topic, payload: message.payload, direct: message.to !== undefined });
        }
        return;
      case 'leave':
        session.say({ type: 'ack', id });
        return this.remove(me, 'left');
      case 'update':
      case 'moderate':
        return session.say({ type: 'ack', id });
    }
  }

  /**
   * @param {FakeSession} session
   * @param {number} id
   * @param {NewTrack} newTrack
   */
  #publish(session, id, newTrack) {
    this.#count += 1;
    const track = { id: `TR_${this.#count}`, ...newTrack };
    session.info = { ...session.info, tracks: [...session.info.tracks, track] };
    session.say({ type: 'ack', id, track });
    this.broadcast({ type: 'track_published', participant: session.info.id, track }, session.info.id);
  }
}

/** @param {string} session */
function timing(session) {
  return { session, resume_token: 'secret', resume_window_ms: RESUME_WINDOW_MS, ping_interval_ms: 4_000, ping_timeout_ms: 12_000 };
}
