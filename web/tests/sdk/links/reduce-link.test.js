import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialLink, linkDeadline, reduceLink } from '../../../sdk/links/reduce-link.js';

/**
 * @typedef {import('../../../sdk/links/types.js').LinkInput} LinkInput
 * @typedef {import('../../../sdk/links/types.js').LinkAction} LinkAction
 * @typedef {import('../../../sdk/protocol/types.js').DescriptionBody} DescriptionBody
 */

/** One side of a link, driven by hand. */
class Side {
  now = 1_000;

  /** @param {{polite?: boolean, signalUp?: boolean}} options */
  constructor({ polite = false, signalUp = true } = {}) {
    this.state = initialLink({ localId: polite ? 'PA_a' : 'PA_z', remoteId: 'PA_m', epoch: 1, signalUp });
  }

  /**
   * @param {LinkInput} input
   * @returns {LinkAction[]}
   */
  input(input) {
    const { state, actions } = reduceLink(this.state, input, this.now);
    this.state = state;
    return actions;
  }

  get peer() {
    return this.state.peer;
  }

  /** @param {boolean} initiate */
  start(initiate) {
    return this.input({ type: 'start', initiate });
  }

  /** @param {string} [sdp] */
  described(sdp = 'local') {
    return this.input({ type: 'described', peer: this.peer, sdp, tracks: [] });
  }

  applied() {
    return this.input({ type: 'applied', peer: this.peer });
  }

  /**
   * @param {'offer' | 'answer'} type
   * @param {Partial<DescriptionBody>} [changes]
   */
  description(type, changes = {}) {
    return this.input({ type: 'description', body: { epoch: 1, generation: this.state.generation, sdp_type: type, sdp: sdp('u1'), tracks: [], ...changes } });
  }

  /** @param {RTCPeerConnectionState} state */
  connection(state) {
    return this.input({ type: 'connection', peer: this.peer, state });
  }

  /** @param {number} ms */
  advance(ms) {
    const until = this.now + ms;
    /** @type {LinkAction[]} */
    const actions = [];
    for (let deadline = linkDeadline(this.state); deadline !== null && deadline <= until; deadline = linkDeadline(this.state)) {
      this.now = Math.max(this.now, deadline);
      actions.push(...this.input({ type: 'timer' }));
    }
    this.now = until;
    return actions;
  }

  /** Through the first offer and answer, to connected. */
  connect() {
    this.start(true);
    this.described();
    this.description('answer');
    this.applied();
    this.connection('connected');
    return this;
  }

  /** Answers the offer that is out, as the other side would. */
  answered() {
    this.described();
    this.description('answer');
    this.applied();
  }
}

/** @param {string} ufrag */
const sdp = (ufrag) => `v=0\r\na=ice-ufrag:${ufrag}\r\n`;

/** @param {LinkAction[]} actions */
const kinds = (actions) => actions.map((action) => (action.type === 'describe' ? action.operation : action.type === 'apply' ? action.operation : action.type));

/** @param {LinkAction[]} actions */
const changes = (actions) => actions.flatMap((action) => (action.type === 'notify' ? [action.change] : []));

/** @param {LinkAction[]} actions */
const restarts = (actions) => actions.filter((action) => action.type === 'describe' && action.restart).length;

test('the later participant offers first, and candidates follow their description', () => {
  const side = new Side();
  assert.deepEqual(side.start(true), [
    { type: 'createPeer', peer: 1, offerer: true },
    { type: 'describe', peer: 1, operation: 'offer', restart: false },
  ]);
  assert.deepEqual(side.input({ type: 'localCandidate', peer: 1, candidate: { candidate: 'c1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' } }), []);
  assert.deepEqual(side.described('sdp'), [
    { type: 'sendDescription', body: { epoch: 1, generation: 0, sdp_type: 'offer', sdp: 'sdp', tracks: [] } },
    { type: 'sendCandidate', body: { epoch: 1, generation: 0, candidate: 'c1', sdp_mid: '0', sdp_m_line_index: 0, username_fragment: 'u' } },
  ]);
  assert.deepEqual(side.input({ type: 'localCandidate', peer: 1, candidate: null }), [
    { type: 'sendCandidate', body: { epoch: 1, generation: 0, candidate: '' } },
  ]);
});

test('the earlier participant waits for that offer and answers it', () => {
  const side = new Side();
  assert.deepEqual(kinds(side.start(false)), ['createPeer']);
  assert.deepEqual(kinds(side.input({ type: 'negotiate' })), []);
  assert.deepEqual(kinds(side.description('offer')), ['applyOffer']);
  assert.deepEqual(kinds(side.applied()), ['answer']);
  // What was wished while waiting is offered once the first exchange is over.
  assert.deepEqual(kinds(side.described()), ['sendDescription', 'settled', 'offer']);
});

test('when the first offer does not come within five seconds, the earlier participant makes it', () => {
  const side = new Side();
  side.start(false);
  assert.deepEqual(kinds(side.advance(4_999)), []);
  assert.deepEqual(side.advance(1), [
    { type: 'createPeer', peer: 2, offerer: true },
    { type: 'describe', peer: 2, operation: 'offer', restart: false },
  ]);
});

test('candidates of the other side wait for its description', () => {
  const side = new Side();
  side.start(false);
  const candidate = { epoch: 1, generation: 0, candidate: 'c', sdp_mid: '0' };
  assert.deepEqual(side.input({ type: 'candidate', body: candidate }), []);
  side.description('offer');
  assert.deepEqual(side.input({ type: 'candidate', body: { ...candidate, candidate: 'd' } }), []);
  assert.deepEqual(kinds(side.applied()), ['addCandidate', 'answer']);
  assert.deepEqual(kinds(side.described()), ['sendDescription', 'settled', 'addCandidate']);
});

test('glare: the impolite side ignores the other offer and goes on with its own', () => {
  const side = new Side({ polite: false }).connect();
  side.input({ type: 'negotiate' });
  side.described();
  assert.deepEqual(side.description('offer'), []);
  assert.deepEqual(kinds(side.description('answer')), ['applyAnswer']);
});

test('glare: the polite side gives way, answers, and then offers again what it wanted', () => {
  const side = new Side({ polite: true }).connect();
  side.input({ type: 'negotiate' });
  side.described();
  assert.deepEqual(kinds(side.description('offer')), ['applyOffer']);
  assert.deepEqual(kinds(side.applied()), ['answer']);
  assert.deepEqual(kinds(side.described()), ['sendDescription', 'settled', 'offer']);
});

test('glare at the very first offer: the polite side starts over with a peer that answers', () => {
  const side = new Side({ polite: true });
  side.start(true);
  side.described();
  assert.deepEqual(side.description('offer'), [
    { type: 'createPeer', peer: 2, offerer: false },
    { type: 'apply', peer: 2, operation: 'applyOffer', body: { epoch: 1, generation: 0, sdp_type: 'offer', sdp: sdp('u1'), tracks: [] } },
  ]);
});

test('an offer that comes while ours is being made is a collision as well', () => {
  const side = new Side({ polite: true }).connect();
  assert.deepEqual(kinds(side.input({ type: 'negotiate' })), ['offer']);
  assert.deepEqual(side.description('offer'), []);
  assert.deepEqual(kinds(side.described()), ['sendDescription', 'applyOffer']);
});

test('an answer nobody waits for, a rollback, and what bears another epoch are dropped', () => {
  const side = new Side().connect();
  assert.deepEqual(side.description('answer'), []);
  assert.deepEqual(side.description('offer', { sdp_type: 'rollback', sdp: '' }), []);
  assert.deepEqual(side.description('offer', { epoch: 2 }), []);
  assert.deepEqual(side.description('offer', { epoch: 0 }), []);
});

test('results of a peer that was given up are ignored', () => {
  const side = new Side({ polite: true });
  side.start(true);
  side.described();
  side.description('offer');
  assert.deepEqual(side.input({ type: 'described', peer: 1, sdp: 'old', tracks: [] }), []);
  assert.deepEqual(side.input({ type: 'localCandidate', peer: 1, candidate: null }), []);
  assert.deepEqual(side.input({ type: 'connection', peer: 1, state: 'failed' }), []);
});

test('tracks whose ids became known later are offered once, with the newest ids', () => {
  const side = new Side();
  side.start(true);
  side.described();
  assert.deepEqual(side.input({ type: 'mappingChanged' }), []);
  side.description('answer');
  assert.deepEqual(kinds(side.applied()), ['settled', 'offer']);
  side.input({ type: 'mappingChanged' });
  side.described();
  side.description('answer');
  assert.deepEqual(kinds(side.applied()), ['settled']);
});

test('an answer tells the ids, too, so no offer is needed for them', () => {
  const side = new Side();
  side.start(false);
  assert.deepEqual(side.input({ type: 'mappingChanged' }), []);
  side.description('offer');
  side.applied();
  assert.deepEqual(kinds(side.described()), ['sendDescription', 'settled']);
});

test('a higher generation of the other side replaces the peer, a lower one is ignored', () => {
  const side = new Side().connect();
  assert.deepEqual(kinds(side.description('offer', { generation: 2 })), ['createPeer', 'applyOffer']);
  assert.equal(side.state.generation, 2);
  assert.deepEqual(side.description('offer', { generation: 1 }), []);
  assert.deepEqual(side.input({ type: 'candidate', body: { epoch: 1, generation: 1, candidate: 'x' } }), []);
});

test('an answer of a higher generation means nothing', () => {
  const side = new Side().connect();
  assert.deepEqual(side.description('answer', { generation: 3 }), []);
  assert.equal(side.state.generation, 0);
});

test('a disconnected link is restarted after 2.5 seconds, unless it mends itself', () => {
  const side = new Side().connect();
  assert.deepEqual(changes(side.connection('disconnected')), ['reconnecting']);
  assert.deepEqual(side.advance(2_499), []);
  assert.equal(restarts(side.advance(1)), 1);
  const other = new Side().connect();
  other.connection('disconnected');
  assert.deepEqual(changes(other.connection('connected')), ['reconnected']);
  assert.deepEqual(other.advance(60_000), []);
});

test('a link that has been silent for a while is restarted before the browser says so, and is whole when something comes', () => {
  const side = new Side().connect();
  const second = (/** @type {boolean} */ flows) => {
    const actions = side.advance(1_000);
    return [...actions, ...side.input({ type: 'flow', flows })];
  };
  assert.deepEqual([...second(false), ...second(false)], []);
  const third = second(false);
  assert.deepEqual(changes(third), ['reconnecting']);
  assert.equal(restarts(third), 1);
  side.answered();
  assert.deepEqual(kinds(second(false)), []);
  assert.deepEqual(changes(second(true)), ['reconnected']);
  assert.deepEqual(side.advance(60_000), []);
});

test('a silent link is restarted again every five seconds, and rebuilt in the end', () => {
  const side = new Side().connect();
  let count = 0;
  for (let second = 0; second < 30 && side.state.generation === 0; second += 1) {
    for (const actions of [side.advance(1_000), side.input({ type: 'flow', flows: false })]) {
      count += restarts(actions);
      if (restarts(actions) > 0) side.answered();
    }
  }
  assert.deepEqual([count, side.state.generation], [3, 1]);
});

test('a failed link is restarted at once', () => {
  const side = new Side().connect();
  assert.equal(restarts(side.connection('failed')), 1);
});

test('a link is rebuilt with a higher generation after three restarts that did not help', () => {
  const side = new Side().connect();
  side.connection('failed');
  side.answered();
  for (let count = 2; count <= 3; count += 1) {
    assert.equal(restarts(side.advance(5_000)), 1, `restart ${count}`);
    side.answered();
  }
  const actions = side.advance(5_000);
  assert.deepEqual(kinds(actions), ['createPeer', 'notify', 'offer']);
  assert.deepEqual(changes(actions), ['rebuilt']);
  assert.equal(side.state.generation, 1);
  side.answered();
  assert.deepEqual(changes(side.connection('connected')), ['reconnected']);
});

test('a link that is connected again starts counting anew', () => {
  const side = new Side().connect();
  for (let round = 0; round < 5; round += 1) {
    assert.equal(restarts(side.connection('failed')), 1);
    side.answered();
    side.connection('connected');
  }
  assert.equal(side.state.generation, 0);
});

test('the polite side leaves the second restart to the other for another second', () => {
  const side = new Side({ polite: true }).connect();
  side.connection('failed');
  side.answered();
  assert.equal(restarts(side.advance(5_000)), 0);
  assert.equal(restarts(side.advance(1_000)), 1);
});

test('when both restart at once, the polite side takes the restart of the other for its own', () => {
  const side = new Side({ polite: true }).connect();
  side.connection('failed');
  side.described();
  assert.deepEqual(kinds(side.description('offer', { sdp: sdp('u2') })), ['applyOffer']);
  side.applied();
  assert.deepEqual(kinds(side.described()), ['sendDescription', 'settled']);
});

test('a restart that gave way to an offer without one is made afterwards', () => {
  const side = new Side({ polite: true }).connect();
  side.connection('failed');
  side.described();
  side.description('offer', { sdp: sdp('u1') });
  side.applied();
  assert.equal(restarts(side.described()), 1);
});

test('without signaling nothing is offered; the restart follows when it is back', () => {
  const side = new Side().connect();
  side.input({ type: 'signal', up: false });
  assert.equal(restarts(side.connection('failed')), 0);
  assert.deepEqual(side.advance(120_000), []);
  assert.equal(restarts(side.input({ type: 'signal', up: true })), 1);
});

test('a change of network restarts a working link at once, and several signs of it only once', () => {
  const side = new Side().connect();
  assert.equal(restarts(side.input({ type: 'networkChanged' })), 1);
  side.answered();
  side.now += 500;
  assert.equal(restarts(side.input({ type: 'networkChanged' })), 0);
  side.now += 500;
  assert.equal(restarts(side.input({ type: 'networkChanged' })), 1);
});

test('a new link that never connects is restarted after ten seconds', () => {
  const side = new Side();
  side.start(true);
  side.answered();
  assert.equal(restarts(side.advance(9_999)), 0);
  assert.equal(restarts(side.advance(1)), 1);
});

test('an offer that is not answered within ten seconds leads to a new peer, but not while the other side is away', () => {
  const side = new Side();
  side.start(true);
  side.described();
  assert.deepEqual(changes(side.advance(10_000)), ['rebuilt']);
  const other = new Side();
  other.start(true);
  other.described();
  other.input({ type: 'signal', up: false });
  assert.deepEqual(changes(other.advance(60_000)), []);
  other.input({ type: 'signal', up: true });
  assert.deepEqual(changes(other.advance(9_999)), []);
  assert.deepEqual(changes(other.advance(1)), ['rebuilt']);
});

test('a description that cannot be applied leads to a new peer, and no more than one in five seconds', () => {
  const side = new Side().connect();
  side.description('offer');
  side.input({ type: 'operationFailed', peer: side.peer });
  assert.deepEqual(changes(side.advance(0)), ['rebuilt']);
  side.input({ type: 'operationFailed', peer: side.peer });
  assert.deepEqual(changes(side.advance(4_999)), []);
  assert.deepEqual(changes(side.advance(1)), ['rebuilt']);
});

test('a new epoch is taken over by a link at rest; a link that negotiates starts anew', () => {
  const resting = new Side().connect();
  assert.deepEqual(resting.input({ type: 'epoch', epoch: 2 }), []);
  assert.deepEqual(kinds(resting.description('offer', { epoch: 2 })), ['applyOffer']);
  const busy = new Side();
  busy.start(true);
  busy.described();
  assert.deepEqual(changes(busy.input({ type: 'epoch', epoch: 2 })), ['rebuilt']);
});

test('two links that do whatever comes, in any order, end up agreed', () => {
  for (let seed = 1; seed <= 300; seed += 1) agree(seed);
});

/**
 * Two sides over an ordered connection with random delays: both negotiate at random moments, and in the end both are stable on one
 * generation with nothing left to do.
 *
 * @param {number} seed
 */
function agree(seed) {
  let random = seed;
  const next = () => (random = (random * 48_271) % 2_147_483_647) / 2_147_483_647;
  const sides = [new Side({ polite: true }), new Side({ polite: false })];
  // What is under way to the other side, and what the browser has not finished.
  const wires = perSide();
  const operations = perSide();
  // Name of the newest offer that each side made, and of the one that it applied.
  const offered = ['', ''];
  const applied = ['', ''];
  let ufrag = 0;
  /**
   * @param {number} index
   * @param {LinkAction[]} actions
   */
  const perform = (index, actions) => {
    for (const action of actions) {
      if (action.type === 'createPeer') operations[index] = [];
      if (action.type === 'sendDescription') wires[index]?.push({ type: 'description', body: action.body });
      if (action.type === 'sendCandidate') wires[index]?.push({ type: 'candidate', body: action.body });
      if (action.type === 'apply') {
        // A browser would refuse an answer to another offer than its own newest, or could not tell: either way the link is broken.
        if (action.operation === 'applyAnswer') assert.ok(action.body.sdp.includes(`answers:${offered[index]} `), `seed ${seed}`);
        else applied[index] = /^a=ice-ufrag:(\w+)/mu.exec(action.body.sdp)?.[1] ?? '';
        operations[index]?.push({ type: 'applied', peer: action.peer });
      }
      if (action.type === 'describe') {
        const name = `u${(ufrag += 1)}`;
        if (action.operation === 'offer') offered[index] = name;
        const answers = action.operation === 'answer' ? `answers:${applied[index]} ` : '';
        operations[index]?.push({ type: 'described', peer: action.peer, sdp: `${sdp(name)}${answers}`, tracks: [] });
      }
    }
  };
  const step = (/** @type {number} */ index, /** @type {LinkInput | undefined} */ input) => {
    const side = sides[index];
    if (side && input) perform(index, side.input(input));
  };
  step(0, { type: 'start', initiate: next() < 0.7 });
  step(1, { type: 'start', initiate: next() < 0.7 });
  for (let count = 0; count < 200; count += 1) {
    const index = next() < 0.5 ? 0 : 1;
    const choice = next();
    if (choice < 0.4) step(1 - index, wires[index]?.shift());
    else if (choice < 0.8) step(index, operations[index]?.shift());
    else if (choice < 0.9 && count < 100) step(index, { type: 'negotiate' });
    else if (choice < 0.95 && count < 100) step(index, { type: 'mappingChanged' });
    else if (count < 100 && operations[index]?.shift()) step(index, { type: 'operationFailed', peer: sides[index]?.peer ?? 0 });
    for (const [each, side] of sides.entries()) {
      side.now += 20;
      perform(each, side.advance(0));
    }
  }
  for (let round = 0; round < 100; round += 1) {
    for (const index of [0, 1]) {
      while ((operations[index]?.length ?? 0) > 0) step(index, operations[index]?.shift());
      while ((wires[index]?.length ?? 0) > 0) step(1 - index, wires[index]?.shift());
      const side = sides[index];
      if (side) perform(index, side.advance(500));
    }
    const settled = sides.every(({ state }) => state.established && state.signaling === 'stable' && state.operation === null);
    if (settled && sides[0]?.state.generation === sides[1]?.state.generation && wires.every(({ length }) => length === 0)) return;
  }
  assert.fail(`seed ${seed}: ${JSON.stringify(sides.map(({ state }) => state))}`);
}

/** @returns {LinkInput[][]} */
function perSide() {
  return [[], []];
}
