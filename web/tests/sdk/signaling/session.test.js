import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_PENDING } from '../../../sdk/signaling/requests.js';
import { initialSession, sessionDeadline } from '../../../sdk/signaling/session-state.js';
import { reduceSession } from '../../../sdk/signaling/session.js';
import { joined, participant, roomInfo, SESSION } from '../support/messages.js';

/**
 * @typedef {import('../../../sdk/signaling/types.js').SessionInput} SessionInput
 * @typedef {import('../../../sdk/signaling/types.js').SessionAction} SessionAction
 * @typedef {import('../../../sdk/protocol/types.js').ServerMessage} ServerMessage
 */

/** Drives the reducer by events and by a clock that moves only when told. */
class Driver {
  state = initialSession;
  now = 1_000_000;
  random = 0;

  /**
   * @param {SessionInput} input
   * @returns {SessionAction[]}
   */
  input(input) {
    const { state, actions } = reduceSession(this.state, input, { now: this.now, random: this.random });
    this.state = state;
    return actions;
  }

  /** @param {string} [token] */
  start(token = 'token') {
    return this.input({ type: 'start', token, connectTimeoutMs: 15_000 });
  }

  opened() {
    return this.input({ type: 'opened', socket: this.state.socket });
  }

  /** @param {ServerMessage} message */
  receive(message) {
    return this.input({ type: 'received', socket: this.state.socket, message });
  }

  /** @param {number} code */
  closed(code) {
    return this.input({ type: 'closed', socket: this.state.socket, code });
  }

  /** @param {import('../../../sdk/signaling/types.js').Request} request @param {number} key */
  request(request, key) {
    return this.input({ type: 'request', key, request });
  }

  /**
   * Lets time pass; every deadline on the way fires.
   *
   * @param {number} ms
   */
  advance(ms) {
    const until = this.now + ms;
    /** @type {SessionAction[]} */
    const actions = [];
    for (let deadline = sessionDeadline(this.state); deadline !== null && deadline <= until; deadline = sessionDeadline(this.state)) {
      this.now = Math.max(this.now, deadline);
      actions.push(...this.input({ type: 'timer' }));
    }
    this.now = until;
    return actions;
  }

  join() {
    this.start();
    this.opened();
    return this.receive(joined());
  }
}

/** @param {SessionAction[]} actions */
function sent(actions) {
  return actions.flatMap((action) => (action.type === 'send' ? [action.message] : []));
}

/** @param {SessionAction[]} actions */
function kinds(actions) {
  return actions.map(({ type }) => type);
}

const leftMessage = (/** @type {number} */ seq) => /** @type {const} */ ({ type: 'participant_left', seq, participant: 'PA_x', reason: 'left' });

test('the first message on a new socket is join, with the token in it', () => {
  const driver = new Driver();
  assert.deepEqual(driver.start(), [{ type: 'openSocket', socket: 1 }]);
  assert.deepEqual(sent(driver.opened()), [{ type: 'join', protocol: 1, token: 'token' }]);
});

test('requests wait for joined and then go out in order, with ids from 1', () => {
  const driver = new Driver();
  driver.start();
  assert.deepEqual(driver.request({ type: 'update', name: 'A' }, 7), []);
  driver.opened();
  driver.receive({ type: 'waiting', ...SESSION, room: roomInfo() });
  assert.deepEqual(driver.request({ type: 'update', name: 'B' }, 8), []);
  const actions = driver.receive(joined());
  assert.deepEqual(sent(actions), [
    { type: 'update', name: 'A', id: 1 },
    { type: 'update', name: 'B', id: 2 },
  ]);
});

test('an ack resolves its request, an error with an id rejects it, and either only once', () => {
  const driver = new Driver();
  driver.join();
  driver.request({ type: 'update', name: 'A' }, 7);
  driver.request({ type: 'update', name: 'B' }, 8);
  assert.deepEqual(driver.receive({ type: 'ack', seq: 1, id: 1 }), [{ type: 'resolve', key: 7, ack: { type: 'ack', seq: 1, id: 1 } }]);
  const refusal = driver.receive({ type: 'error', seq: 2, id: 2, code: 'forbidden', message: 'No.' });
  assert.deepEqual(refusal, [{ type: 'reject', key: 8, code: 'forbidden', message: 'No.' }]);
  assert.deepEqual(driver.receive({ type: 'ack', seq: 3, id: 2 }), []);
});

test('a repeated message is dropped', () => {
  const driver = new Driver();
  driver.join();
  assert.deepEqual(kinds(driver.receive(leftMessage(1))), ['deliver']);
  assert.deepEqual(driver.receive(leftMessage(1)), []);
  assert.equal(driver.state.lastSeq, 1);
});

test('a gap closes the socket and resumes from the last message before it', () => {
  const driver = new Driver();
  driver.join();
  driver.receive(leftMessage(1));
  const actions = driver.receive(leftMessage(3));
  assert.deepEqual(kinds(actions), ['closeSocket', 'reconnecting', 'openSocket']);
  assert.deepEqual(sent(driver.opened()), [{ type: 'resume', session: 'SE_1', resume_token: 'secret', last_seq: 1 }]);
});

test('a message that cannot be read counts, and is no gap', () => {
  const driver = new Driver();
  driver.join();
  assert.deepEqual(driver.input({ type: 'unreadable', socket: 1, seq: 1 }), []);
  assert.deepEqual(kinds(driver.receive(leftMessage(2))), ['deliver']);
});

test('after a cut socket the client resumes at once, and sends again only what never arrived', () => {
  const driver = new Driver();
  driver.join();
  driver.request({ type: 'update', name: 'A' }, 7);
  driver.request({ type: 'update', name: 'B' }, 8);
  const cut = driver.closed(1006);
  assert.deepEqual(kinds(cut), ['closeSocket', 'reconnecting', 'openSocket']);
  driver.request({ type: 'update', name: 'C' }, 9);
  assert.deepEqual(sent(driver.opened()), [{ type: 'resume', session: 'SE_1', resume_token: 'secret', last_seq: 0 }]);
  const resumed = driver.receive({ type: 'resumed', last_id: 1, next_seq: 1 });
  assert.deepEqual(sent(resumed), [
    { type: 'update', name: 'B', id: 2 },
    { type: 'update', name: 'C', id: 3 },
  ]);
  assert.ok(kinds(resumed).includes('reconnected'));
  // The answer to A was on its way when the socket was cut: it is replayed.
  assert.deepEqual(kinds(driver.receive({ type: 'ack', seq: 1, id: 1 })), ['resolve']);
});

test('retries follow 0, 0.3, 1.2, 2.7, 4.8, then 7 seconds without end, with jitter on all but the first', () => {
  const driver = new Driver();
  driver.join();
  driver.random = 0.5;
  /** @type {number[]} */
  const delays = [];
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const lostAt = driver.now;
    const first = driver.closed(1006);
    assert.deepEqual(first.find(({ type }) => type === 'reconnecting'), { type: 'reconnecting', attempt });
    if (!kinds(first).includes('openSocket')) assert.deepEqual(kinds(driver.advance((sessionDeadline(driver.state) ?? 0) - driver.now)), ['openSocket']);
    delays.push(driver.now - lostAt);
  }
  assert.deepEqual(delays, [0, 800, 1_700, 3_200, 5_300, 7_500, 7_500, 7_500]);
});

test('clients of a server that stops do not all come back at the same moment', () => {
  const driver = new Driver();
  driver.join();
  driver.random = 0.5;
  driver.receive({ type: 'closing', code: 'server_shutdown', message: '', reconnect: true });
  driver.closed(1001);
  assert.equal(sessionDeadline(driver.state), driver.now + 500);
});

test('a socket that does not open, and a server that does not answer, are given up after ten seconds', () => {
  const driver = new Driver();
  driver.join();
  driver.closed(1006);
  assert.deepEqual(kinds(driver.advance(10_000)), ['closeSocket', 'reconnecting']);
  driver.advance(300);
  driver.opened();
  assert.deepEqual(kinds(driver.advance(10_000)), ['closeSocket', 'reconnecting']);
});

test('the first connection is given up as unreachable when the time for it is over', () => {
  const driver = new Driver();
  driver.start();
  driver.closed(1006);
  const actions = driver.advance(15_000);
  const last = actions.at(-1);
  assert.equal(last?.type === 'ended' && last.reason, 'unreachable');
  assert.equal(last?.type === 'ended' && last.remedy, 'retry');
});

test('waiting in the lobby is being connected: it lasts as long as it takes', () => {
  const driver = new Driver();
  driver.start();
  driver.opened();
  driver.receive({ type: 'waiting', ...SESSION, room: roomInfo() });
  driver.advance(11_000);
  driver.receive({ type: 'pong', sent_at: driver.now, received_at: 0 });
  const actions = driver.advance(11_000);
  assert.ok(!kinds(actions).includes('ended'));
  assert.deepEqual(kinds(driver.receive(joined())), ['deliver']);
});

test('heartbeats carry the last sequence number, and a silent socket is dead after the timeout', () => {
  const driver = new Driver();
  driver.join();
  driver.receive(leftMessage(1));
  const first = driver.advance(4_000);
  assert.deepEqual(sent(first), [{ type: 'ping', last_seq: 1, sent_at: driver.now }]);
  driver.receive({ type: 'pong', sent_at: driver.now - 30, received_at: 0 });
  assert.equal(driver.state.rttMs, 30);
  assert.deepEqual(kinds(driver.advance(11_999)), ['send', 'send']);
  assert.deepEqual(kinds(driver.advance(1)), ['closeSocket', 'reconnecting', 'openSocket']);
});

test('coming online ends the wait for the next attempt, and tests a socket that looks alive', () => {
  const driver = new Driver();
  driver.join();
  assert.deepEqual(kinds(driver.input({ type: 'network', change: 'changed' })), ['send']);
  assert.deepEqual(kinds(driver.advance(2_000)), ['closeSocket', 'reconnecting', 'openSocket']);
  driver.closed(1006);
  assert.equal(driver.state.phase, 'retrying');
  assert.deepEqual(kinds(driver.input({ type: 'network', change: 'visible' })), ['openSocket']);
  assert.deepEqual(driver.input({ type: 'network', change: 'offline' }), []);
});

test('a sign of life after a change of network keeps the socket', () => {
  const driver = new Driver();
  driver.join();
  driver.input({ type: 'network', change: 'online' });
  driver.receive({ type: 'pong', sent_at: driver.now, received_at: 0 });
  assert.deepEqual(driver.advance(2_000), []);
});

test('when resuming fails the client joins on the same socket with its newest token', () => {
  const driver = new Driver();
  driver.join();
  driver.receive({ type: 'token', seq: 1, token: 'fresh', expires_at: 9_999_999_999_999 });
  driver.closed(1006);
  driver.opened();
  const actions = driver.receive({ type: 'error', code: 'resume_failed', message: '' });
  assert.deepEqual(sent(actions), [{ type: 'join', protocol: 1, token: 'fresh' }]);
  const again = driver.receive(joined({ session: 'SE_2', you: participant('PA_new') }));
  assert.deepEqual(kinds(again), ['deliver', 'reconnected']);
  assert.equal(driver.state.lastSeq, 0);
});

test('in a new session messages to everyone go out again, and what names somebody of the old one is refused', () => {
  const driver = new Driver();
  driver.join();
  driver.request({ type: 'data', topic: 'chat', payload: 'x' }, 1);
  driver.request({ type: 'data', to: ['PA_x'], topic: 'chat', payload: 'y' }, 2);
  driver.request({ type: 'unpublish', track: 'TR_1' }, 3);
  driver.closed(1006);
  driver.opened();
  driver.receive({ type: 'error', code: 'resume_failed', message: '' });
  const actions = driver.receive(joined({ session: 'SE_2' }));
  assert.deepEqual(sent(actions), [{ type: 'data', topic: 'chat', payload: 'x', id: 1 }]);
  const refused = actions.flatMap((action) => (action.type === 'reject' ? [[action.key, action.code]] : []));
  assert.deepEqual(refused, [
    [2, 'connection_lost'],
    [3, 'connection_lost'],
  ]);
});

test('a server that forgot messages which never came is asked for a new session', () => {
  const driver = new Driver();
  driver.join();
  driver.closed(1006);
  driver.opened();
  driver.receive({ type: 'resumed', last_id: 0, next_seq: 5 });
  driver.advance(300);
  assert.deepEqual(sent(driver.opened()), [{ type: 'join', protocol: 1, token: 'token' }]);
});

for (const [code, closeCode, remedy] of /** @type {const} */ ([
  ['removed', 4003, 'none'],
  ['denied', 4015, 'none'],
  ['room_ended', 4004, 'none'],
  ['replaced', 4009, 'retry'],
  ['room_full', 4010, 'retry'],
  ['room_locked', 4011, 'retry'],
  ['token_expired', 4001, 'token'],
  ['unsupported_protocol', 4002, 'reload'],
])) {
  test(`${code} (${closeCode}) ends the session for good, also when only the close code arrives`, () => {
    for (const announced of [true, false]) {
      const driver = new Driver();
      driver.join();
      if (announced) driver.receive({ type: 'closing', code, message: 'Why.', reconnect: true });
      const end = driver.closed(closeCode).at(-1);
      assert.deepEqual(end?.type === 'ended' && [end.reason, end.remedy], [code, remedy]);
      assert.equal(sessionDeadline(driver.state), null);
    }
  });
}

for (const [code, closeCode] of /** @type {const} */ ([
  ['slow_consumer', 4013],
  ['heartbeat_timeout', 4014],
  ['internal', 1011],
  ['rate_limited', 4029],
])) {
  test(`after ${code} (${closeCode}) the client resumes`, () => {
    const driver = new Driver();
    driver.join();
    driver.closed(closeCode);
    driver.advance(1_000);
    assert.equal(sent(driver.opened())[0]?.type, 'resume');
  });
}

test('an unknown code is treated as the server says', () => {
  for (const [reconnect, phase] of /** @type {const} */ ([[true, 'opening'], [false, 'ended']])) {
    const driver = new Driver();
    driver.join();
    driver.receive({ type: 'closing', code: 'from_the_future', message: '', reconnect });
    driver.closed(4999);
    assert.equal(driver.state.phase, phase);
  }
});

test('a refused join ends the attempt with the code of the refusal', () => {
  const driver = new Driver();
  driver.start();
  driver.opened();
  const end = driver.receive({ type: 'error', code: 'token_signature', message: 'Bad.' }).at(-1);
  assert.deepEqual(end, { type: 'ended', reason: 'token_signature', message: 'Bad.', remedy: 'token' });
});

test('somebody removed while away is told so and does not come back', () => {
  const driver = new Driver();
  driver.join();
  driver.closed(1006);
  driver.opened();
  const end = driver.receive({ type: 'error', code: 'removed', message: 'Out.' }).at(-1);
  assert.deepEqual(end, { type: 'ended', reason: 'removed', message: 'Out.', remedy: 'none' });
});

test('retries go on past the token while the session may be resumed, and end after both', () => {
  const driver = new Driver();
  const exp = (driver.now + 20_000) / 1_000;
  driver.start(`x.${btoa(JSON.stringify({ exp })).replace(/=/gu, '')}.x`);
  driver.opened();
  driver.receive(joined({ resume_window_ms: 120_000 }));
  driver.closed(1006);
  driver.closed(1006);
  /** @type {string[]} */
  const seen = [];
  for (let second = 0; second < 200 && driver.state.phase !== 'ended'; second += 1) {
    seen.push(...kinds(driver.advance(1_000)));
    if (driver.state.phase === 'opening') driver.closed(1006);
  }
  assert.equal(driver.state.phase, 'ended');
  assert.ok(driver.now > 1_000_000 + 120_000, 'not before the window was over');
  assert.ok(seen.includes('openSocket'));
});

test('leaving waits for the ack, a second at most', () => {
  const driver = new Driver();
  driver.join();
  assert.deepEqual(sent(driver.input({ type: 'leave' })), [{ type: 'leave', id: 1 }]);
  const acked = driver.receive({ type: 'ack', seq: 1, id: 1 });
  assert.deepEqual(kinds(acked), ['closeSocket', 'ended']);
  const other = new Driver();
  other.join();
  other.input({ type: 'leave' });
  assert.deepEqual(other.advance(1_000).at(0), { type: 'closeSocket', socket: 1, code: 1000 });
});

test('leaving during an attempt ends it at once, and what waited is refused', () => {
  const driver = new Driver();
  driver.start();
  driver.request({ type: 'update', name: 'A' }, 7);
  const actions = driver.input({ type: 'leave' });
  assert.deepEqual(kinds(actions), ['closeSocket', 'reject', 'ended']);
});

test('what an old socket still says is ignored', () => {
  const driver = new Driver();
  driver.join();
  const old = driver.state.socket;
  driver.closed(1006);
  assert.deepEqual(driver.input({ type: 'received', socket: old, message: leftMessage(1) }), []);
  assert.deepEqual(driver.input({ type: 'closed', socket: old, code: 4003 }), []);
});

test('requests beyond the limit are refused, not kept', () => {
  const driver = new Driver();
  driver.start();
  for (let key = 0; key < MAX_PENDING; key += 1) assert.deepEqual(driver.request({ type: 'update', name: 'A' }, key), []);
  const [refusal] = driver.request({ type: 'update', name: 'A' }, MAX_PENDING);
  assert.equal(refusal?.type === 'reject' && refusal.code, 'backpressure');
});

test('a request after the end is refused', () => {
  const driver = new Driver();
  driver.join();
  driver.closed(4003);
  const [refusal] = driver.request({ type: 'update', name: 'A' }, 1);
  assert.equal(refusal?.type === 'reject' && refusal.code, 'connection_lost');
});
