import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeEnvelope, encodeEnvelope, MAX_ENVELOPE_BYTES } from '../../../sdk/data/envelope.js';
import { PeerChannels } from '../../../sdk/data/peer-channels.js';
import { Seen } from '../../../sdk/data/seen.js';
import { RoomError } from '../../../sdk/errors.js';
import { World } from '../support/world.js';

/** @param {string} reason */
const refusal = (reason) => (/** @type {unknown} */ error) => error instanceof RoomError && error.reason === reason;

/** @param {World} world */
const dataRequests = (world) => world.server.handled.filter(({ type }) => type === 'data');

test('messages take the data channel while it is open, and the server sees none of them', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  await Promise.all([anna.room.sendChat('hello'), bob.room.sendReaction('🎉'), anna.room.sendData('app:deal', { id: 7 })]);
  await world.advance(50);
  assert.deepEqual(anna.told(), ['chatMessage anna hello', 'reaction bob 🎉']);
  assert.deepEqual(bob.told(), ['reaction bob 🎉', 'chatMessage anna hello', 'dataReceived anna app:deal']);
  assert.deepEqual(dataRequests(world), []);
});

test('to whom no channel is open the message goes over the server, and to the others it does not', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  world.peers.isUp = false;
  const carol = world.person('carol');
  void carol.connect({});
  await world.advance(200);
  anna.told();
  await Promise.all([anna.room.sendChat('hello'), world.advance(50)]);
  assert.ok(bob.told().includes('chatMessage anna hello'));
  assert.ok(carol.told().includes('chatMessage anna hello'));
  const [request] = dataRequests(world);
  assert.deepEqual(request?.type === 'data' && request.to, [world.server.session('carol').info.id]);
});

test('while the path is broken, messages go over the server', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  world.peers.isUp = false;
  world.peers.breakPaths();
  bob.told();
  await Promise.all([anna.room.sendChat('still here'), world.advance(50)]);
  assert.ok(bob.told().includes('chatMessage anna still here'));
  assert.equal(dataRequests(world).length, 1);
});

test('a message that waits for the connection arrives once it is back', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  world.peers.isUp = false;
  world.peers.breakPaths();
  world.server.isReachable = false;
  world.server.cut();
  const sent = anna.room.sendChat('later');
  await world.advance(3_000);
  assert.ok(!bob.told().includes('chatMessage anna later'));
  world.server.isReachable = true;
  await Promise.all([sent, world.advance(10_000)]);
  assert.equal(bob.told().filter((event) => event === 'chatMessage anna later').length, 1);
});

test('after a restart of the server messages reach who is not back yet over the old path', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  bob.network('offline');
  world.server.restart();
  // Bob's browser cannot reach the server for a while; the path to Anna is not touched.
  const refused = bob.sockets.length;
  bob.hasServer = false;
  await world.advance(1_000);
  assert.ok(bob.sockets.length > refused);
  await Promise.all([anna.room.sendChat('still here'), world.advance(100)]);
  assert.ok(bob.told().includes('chatMessage anna still here'));
});

test('a message that comes by both ways is told once', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  await anna.room.sendChat('twice');
  await world.advance(50);
  const [payload] = anna.peers[0]?.channels.get(0)?.sent ?? [];
  const from = world.server.session('anna').info.id;
  world.server.session('bob').say({ type: 'data', from, topic: 'chat', payload, direct: true });
  await world.advance(50);
  assert.deepEqual(bob.told(), ['chatMessage anna twice']);
});

test('a raised hand is told to whoever comes later, with the time it was raised', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  await Promise.all([anna.room.setHandRaised(true), world.advance(50)]);
  assert.deepEqual(bob.told(), ['handRaised anna']);
  const raisedAt = anna.room.localParticipant.handRaisedAt;
  await world.advance(60_000);
  const carol = world.person('carol');
  void carol.connect({});
  await world.advance(300);
  assert.ok(carol.told().includes('handRaised anna'));
  const seen = [...carol.room.participants.values()].find(({ name }) => name === 'anna');
  assert.equal(seen?.handRaisedAt, raisedAt);
  await Promise.all([anna.room.setHandRaised(false), world.advance(50)]);
  assert.ok(carol.told().includes('handLowered anna'));
  assert.equal(seen?.handRaisedAt, null);
});

test('data of somebody who may not send any is dropped, though it came past the server', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const session = world.server.session('anna');
  world.server.session('bob').say({ type: 'participant_updated', participant: { ...session.info, can_publish_data: false } });
  await world.advance(50);
  bob.told();
  await Promise.all([anna.room.sendChat('psst'), world.advance(50)]);
  assert.deepEqual(bob.told(), []);
  session.say({ type: 'participant_updated', participant: { ...session.info, can_publish_data: false } });
  await world.advance(50);
  await assert.rejects(anna.room.sendChat('psst'), refusal('forbidden'));
});

test('what is too large, empty, or on a foreign topic is refused with a code', async () => {
  const world = new World();
  const { anna } = await world.call();
  await assert.rejects(anna.room.sendData('app:x', 'x'.repeat(MAX_ENVELOPE_BYTES)), refusal('limit_exceeded'));
  await assert.rejects(anna.room.sendData('chat', {}), refusal('invalid_topic'));
  await assert.rejects(anna.room.sendData(`app:${'x'.repeat(61)}`, {}), refusal('invalid_topic'));
  await assert.rejects(anna.room.sendChat(''), refusal('invalid_argument'));
  await assert.rejects(anna.room.sendReaction('x'.repeat(33)), refusal('invalid_argument'));
  assert.deepEqual(anna.told(), []);
});

test('whatever another participant sends that is no envelope is dropped', async () => {
  const bad = ['', 'x', 'null', '[]', '{}', '{"topic":1,"id":"a","at":1,"body":0}', '{"topic":"x","id":"","at":1}', '{"topic":"x","id":"a","at":1.5}', '{"topic":"x","id":"a"}'];
  for (const text of bad) assert.equal(decodeEnvelope(text), null, text);
  assert.equal(decodeEnvelope(new ArrayBuffer(8)), null);
  assert.equal(decodeEnvelope(JSON.stringify({ topic: 'x', id: 'a', at: 1, body: 'x'.repeat(MAX_ENVELOPE_BYTES) })), null);
  const envelope = { topic: 'app:x', id: 'a', at: 1, body: { deep: [1, null] } };
  assert.deepEqual(decodeEnvelope(encodeEnvelope(envelope)), envelope);
});

test('bodies of the wrong shape tell nothing', async () => {
  const world = new World();
  const { bob } = await world.call();
  const from = world.server.session('anna').info.id;
  for (const [topic, body] of /** @type {[string, unknown][]} */ ([
    ['chat', { text: 7 }],
    ['chat', null],
    ['chat', { text: '' }],
    ['reaction', { emoji: 'x'.repeat(33) }],
    ['hand', { raised: 'yes' }],
    ['from-the-future', { a: 1 }],
  ])) {
    const payload = encodeEnvelope({ topic, id: JSON.stringify([topic, body]).slice(0, 60), at: 1, body });
    world.server.session('bob').say({ type: 'data', from, topic, payload, direct: false });
  }
  await world.advance(50);
  assert.deepEqual(bob.told(), []);
});

test('repetitions are told per sender, and the memory for them is bounded', () => {
  const seen = new Seen();
  assert.equal(seen.add('a', '1'), true);
  assert.equal(seen.add('a', '1'), false);
  assert.equal(seen.add('b', '1'), true);
  for (let count = 0; count < 1_024; count += 1) seen.add('a', `x${count}`);
  assert.equal(seen.add('a', '1'), true, 'forgotten after 1,024 others');
  seen.forget('b');
  assert.equal(seen.add('b', '1'), true);
});

class FakeChannel extends EventTarget {
  readyState = 'open';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  /** @type {string[]} */
  sent = [];

  /** @param {string} text */
  send(text) {
    this.sent.push(text);
    this.bufferedAmount += text.length;
  }
}

function channels() {
  const [ordered, fast] = [new FakeChannel(), new FakeChannel()];
  const peer = new PeerChannels(/** @type {any} */ ({ ordered, fast }), () => {});
  return { ordered, fast, peer };
}

test('a slow channel gets more only when it has sent some, in order', () => {
  const { ordered, peer } = channels();
  const texts = Array.from({ length: 20 }, (_, index) => `${index} `.padEnd(32 * 1024, 'x'));
  for (const text of texts) assert.equal(peer.send(text), true);
  assert.equal(ordered.sent.length, 9, '256 KiB and the one that goes over it');
  ordered.bufferedAmount = 0;
  ordered.dispatchEvent(new Event('bufferedamountlow'));
  assert.equal(ordered.sent.length, 18);
  ordered.bufferedAmount = 0;
  ordered.dispatchEvent(new Event('bufferedamountlow'));
  assert.deepEqual(ordered.sent, texts);
});

test('too much that waits is refused, and what was not sent is given back at the end', () => {
  const { peer } = channels();
  const text = 'x'.repeat(64 * 1024);
  let accepted = 0;
  while (!peer.isFull && accepted < 100) {
    peer.send(text);
    accepted += 1;
  }
  assert.equal(accepted, 22, '5 in the browser, 17 here');
  assert.equal(peer.close().length, 17);
});

test('what is worth nothing when late is dropped by a busy channel, and goes in order while the fast one is closed', () => {
  const { ordered, fast, peer } = channels();
  peer.sendFast('a');
  assert.deepEqual(fast.sent, ['a']);
  fast.bufferedAmount = 65 * 1024;
  assert.equal(peer.sendFast('b'), true);
  assert.deepEqual(fast.sent, ['a']);
  fast.readyState = 'closed';
  peer.sendFast('c');
  assert.deepEqual(ordered.sent, ['c']);
  ordered.readyState = 'closed';
  assert.equal(peer.sendFast('d'), false);
});
