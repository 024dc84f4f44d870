import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RoomError } from '../../../sdk/errors.js';
import { World } from '../support/world.js';

/**
 * @param {unknown} promise
 * @param {string} reason
 */
async function refusedWith(promise, reason) {
  await assert.rejects(/** @type {Promise<unknown>} */ (promise), (/** @type {unknown} */ error) => error instanceof RoomError && error.reason === reason);
}

/**
 * @param {import('../support/world.js').Person} person
 * @returns {Record<string, string>} what is subscribed: the received track's state by source
 */
function seen(person) {
  return Object.fromEntries([...person.other.tracks.values()].map(({ source, mediaStreamTrack }) => [source, mediaStreamTrack?.enabled ? 'plays' : mediaStreamTrack ? 'silent' : 'none']));
}

test('two people who join see and hear each other', async () => {
  const world = new World();
  const [anna, bob] = [world.person('anna'), world.person('bob')];
  void anna.connect();
  await world.advance(100);
  assert.deepEqual(anna.told(), ['connected', 'localTrackPublished anna microphone', 'localTrackPublished anna camera']);
  assert.equal(anna.room.state, 'connected');
  void bob.connect();
  await world.advance(300);
  assert.deepEqual(anna.told(), [
    'participantConnected bob',
    'trackPublished bob microphone',
    'trackPublished bob camera',
    'trackSubscribed bob microphone',
    'trackSubscribed bob camera',
  ]);
  // Who was there already is not announced; their tracks arrive.
  assert.deepEqual(bob.told().sort(), [
    'connected',
    'localTrackPublished bob camera',
    'localTrackPublished bob microphone',
    'trackSubscribed anna camera',
    'trackSubscribed anna microphone',
  ]);
  assert.deepEqual(seen(anna), { microphone: 'plays', camera: 'plays' });
  assert.deepEqual(seen(bob), { microphone: 'plays', camera: 'plays' });
});

test('one negotiation brings both directions, and a second one at most tells the ids of tracks', async () => {
  const world = new World();
  await world.call();
  assert.equal(world.peers.all.length, 2);
  const offers = world.peers.all.flatMap(({ calls }) => calls.filter((call) => call === 'offer'));
  assert.ok(offers.length <= 2, `${offers.length} offers`);
  assert.ok(!world.peers.all.some(({ calls }) => calls.includes('rollback')));
});

test('a camera that opens only after the join is sent without another negotiation of media', async () => {
  const world = new World();
  const [anna, bob] = [world.person('anna'), world.person('bob')];
  void anna.connect({});
  await world.advance(100);
  void bob.connect({});
  await world.advance(300);
  assert.deepEqual(seen(bob), {});
  await Promise.all([bob.room.localParticipant.setEnabled('camera', true), world.advance(200)]);
  assert.deepEqual(seen(anna), { camera: 'plays' });
  for (const { transceivers } of world.peers.all) assert.equal(transceivers.length, 2);
});

test('one can join without any device, and is told why', async () => {
  const world = new World();
  const anna = world.person('anna');
  anna.devices.broken.set('camera', 'busy').set('microphone', 'denied');
  await Promise.all([anna.connect(), world.advance(100)]);
  assert.deepEqual(anna.told().sort(), ['connected', 'mediaDevicesError busy', 'mediaDevicesError denied']);
});

test('a preview is taken over once joined, and is left alone when joining fails', async () => {
  const world = new World();
  const { opened } = world.person('x').devices;
  const [anna, bob] = [world.person('anna'), world.person('bob')];
  await bob.devices.capture({ audio: true, video: true });
  const [microphone, camera] = /** @type {any[]} */ (bob.devices.opened);
  let taken = 0;
  const preview = { camera, microphone, take: () => ((taken += 1), { camera, microphone }) };
  world.server.refused.set('bob', 'room_full');
  const refused = bob.connect({ preview, capture: { audio: true, video: true } });
  await Promise.all([refusedWith(refused, 'room_full'), world.advance(100)]);
  assert.equal(taken, 0);
  assert.equal(camera.readyState, 'live');
  void anna.connect({ preview, capture: { audio: true, video: true } });
  await world.advance(100);
  assert.equal(taken, 1);
  assert.deepEqual(anna.told(), ['connected', 'localTrackPublished anna microphone', 'localTrackPublished anna camera']);
  assert.equal(anna.devices.opened.length, 0, 'nothing is opened twice');
  assert.equal(world.server.handled.filter(({ type }) => type === 'publish').length, 2, 'nothing is announced twice');
  assert.equal(opened.length, 0);
});

test('waiting in the lobby ends with being admitted', async () => {
  const world = new World();
  const anna = world.person('anna');
  world.server.guests.add('anna');
  /** @type {string[]} */
  const waited = [];
  const joined = anna.connect({ onWaiting: ({ name }) => waited.push(name) });
  await world.advance(20_000);
  assert.equal(anna.room.state, 'waiting');
  assert.deepEqual(waited, ['demo']);
  world.server.admit('anna');
  await Promise.all([joined, world.advance(100)]);
  assert.deepEqual(anna.told(), ['waiting', 'connected']);
});

test('a refusal, an abort and an unreachable server each reject with their reason', async () => {
  const world = new World();
  world.server.refused.set('anna', 'room_locked');
  const [anna, bob, carol, dave] = ['anna', 'bob', 'carol', 'dave'].map((name) => world.person(name));
  await Promise.all([refusedWith(anna?.connect(), 'room_locked'), world.advance(100)]);
  const controller = new AbortController();
  const aborted = refusedWith(bob?.connect({ capture: { audio: true }, signal: controller.signal }), 'aborted');
  controller.abort();
  await aborted;
  world.server.isReachable = false;
  await Promise.all([refusedWith(carol?.connect(), 'unreachable'), world.advance(15_000)]);
  await refusedWith(dave?.room.connect('http://fake', 'dave'), 'invalid_argument');
  await world.advance(1_000);
  for (const person of [anna, bob, carol]) assert.ok(person?.devices.opened.every(({ readyState }) => readyState === 'ended'), person?.identity);
});

test('a cut socket is resumed at once: nothing is lost, nothing happens twice, and media is not touched', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const before = world.peers.all.map(({ calls }) => calls.length);
  anna.room.localParticipant.setMuted('microphone', true);
  world.server.session('anna').end?.cut();
  await world.advance(100);
  assert.deepEqual(anna.told(), ['trackMuted anna microphone', 'signalReconnecting 1', 'signalReconnected']);
  assert.deepEqual(bob.told(), ['participantUpdated anna', 'participantUpdated anna', 'trackMuted anna microphone']);
  assert.deepEqual(world.peers.all.map(({ calls }) => calls.length), before);
});

test('a server that restarts is not noticed by applications, but for the signaling', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const annaSeenByBob = bob.other;
  const tracks = [...bob.other.tracks.values()];
  world.server.restart();
  await world.advance(3_000);
  for (const [person, other] of /** @type {const} */ ([[anna, 'bob'], [bob, 'anna']])) {
    const told = person.told();
    assert.deepEqual(told.slice(0, 2), ['signalReconnecting 1', 'signalReconnected']);
    assert.deepEqual(told.slice(2).sort(), [`trackSubscribed ${other} camera`, `trackSubscribed ${other} microphone`]);
  }
  assert.equal(bob.other, annaSeenByBob);
  assert.deepEqual([...bob.other.tracks.values()], tracks);
  assert.deepEqual(seen(bob), { microphone: 'plays', camera: 'plays' });
  assert.equal(world.peers.all.filter(({ connectionState }) => connectionState !== 'closed').length, 2);
});

test('after a restart the old media goes on until the new one has come', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const [old] = anna.peers;
  world.server.isReachable = false;
  world.server.restart();
  await world.advance(1_000);
  assert.equal(old?.connectionState, 'connected');
  assert.equal(anna.room.state, 'signalReconnecting');
  world.server.isReachable = true;
  await world.advance(2_000);
  assert.equal(old?.connectionState, 'closed');
  assert.deepEqual(seen(bob), { microphone: 'plays', camera: 'plays' });
});

test('who is gone when the server is back leaves no ghost', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  world.server.isReachable = false;
  world.server.restart();
  await world.advance(500);
  // Bob's browser ends: his connections close, and he never comes back.
  bob.network('offline');
  for (const peer of bob.peers) peer.close();
  await world.advance(100);
  bob.sockets.length = 0;
  await Promise.all([bob.room.leave(), world.advance(10)]);
  world.server.isReachable = true;
  await world.advance(9_000);
  assert.equal(anna.room.participants.size, 0);
  assert.ok(anna.told().includes('participantDisconnected bob left'));
});

test('a person who joins anew while we watch stays the same person', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const seenBob = anna.other;
  // Bob was away for longer than the window: to the server he is a new presence.
  world.server.session('bob').id = 'SE_forgotten';
  world.server.session('bob').end?.cut();
  await world.advance(1_000);
  assert.equal(anna.other, seenBob);
  assert.ok(!anna.told().some((event) => /participant(Dis)?[cC]onnected|trackUnpublished/u.test(event)));
  assert.deepEqual(seen(anna), { microphone: 'plays', camera: 'plays' });
  assert.deepEqual(seen(bob), { microphone: 'plays', camera: 'plays' });
});

test('muting the microphone silences it at once, and keeps the device', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const [microphone] = anna.devices.opened;
  await anna.room.localParticipant.setMuted('microphone', true);
  assert.equal(microphone?.enabled, false);
  assert.equal(microphone?.readyState, 'live');
  await world.advance(50);
  assert.deepEqual(bob.told(), ['trackMuted anna microphone']);
  assert.deepEqual(seen(bob), { microphone: 'silent', camera: 'plays' });
  await anna.room.localParticipant.setMuted('microphone', false);
  assert.equal(microphone?.enabled, true);
  assert.equal(anna.devices.opened.length, 2);
});

test('turning the camera off releases the device and sends nothing; turning it on opens it again without a negotiation', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const camera = anna.devices.opened[1];
  await anna.room.localParticipant.setEnabled('camera', false);
  assert.equal(camera?.readyState, 'ended');
  assert.equal(anna.peers[0]?.transceivers[1]?.sender.track, null);
  await world.advance(50);
  assert.deepEqual(bob.told(), ['trackMuted anna camera']);
  const calls = anna.peers[0]?.calls.length;
  await anna.room.localParticipant.setEnabled('camera', true);
  await world.advance(50);
  assert.deepEqual(bob.told(), ['trackUnmuted anna camera']);
  assert.equal(anna.peers[0]?.transceivers[1]?.sender.track, anna.devices.opened[2]);
  assert.equal(anna.peers[0]?.calls.length, calls);
});

test('a device that cannot be opened is explained, and the promise rejects', async () => {
  const world = new World();
  const { anna } = await world.call();
  await anna.room.localParticipant.setEnabled('camera', false);
  anna.devices.broken.set('camera', 'busy');
  await refusedWith(anna.room.localParticipant.setEnabled('camera', true), 'device');
  assert.ok(anna.told().includes('mediaDevicesError busy'));
  assert.equal(anna.room.localParticipant.track('camera')?.muted, true);
});

test('another microphone takes the place of the first one on every link', async () => {
  const world = new World();
  const { anna } = await world.call();
  await anna.room.switchDevice('microphone', 'headset');
  assert.equal(anna.devices.opened[0]?.readyState, 'ended');
  assert.equal(anna.peers[0]?.transceivers[0]?.sender.track?.label, 'headset');
});

test('a microphone that is unplugged is replaced by the next best, or muted when there is none', async () => {
  const world = new World();
  const { anna } = await world.call();
  anna.devices.emit('lost', { kind: 'microphone', lost: {}, replacement: { deviceId: 'built-in' } });
  await world.advance(10);
  assert.equal(anna.peers[0]?.transceivers[0]?.sender.track?.label, 'built-in');
  anna.devices.emit('lost', { kind: 'microphone', lost: {}, replacement: null });
  await world.advance(10);
  assert.equal(anna.room.localParticipant.track('microphone')?.muted, true);
  assert.equal(anna.peers[0]?.transceivers[0]?.sender.track, null);
});

test('a moderator mutes us: nothing more is sent, and the event says who did it', async () => {
  const world = new World();
  const { anna } = await world.call();
  const { info } = world.server.session('anna');
  world.server.broadcast({ type: 'track_muted', participant: info.id, track: info.tracks[0]?.id, muted: true, by: 'api' });
  await world.advance(10);
  assert.deepEqual(anna.told(), ['trackMuted anna microphone api']);
  assert.equal(anna.devices.opened[0]?.enabled, false);
});

test('a track that its publisher goes on sending although it is muted is not played', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  const { info } = world.server.session('anna');
  world.server.session('bob').say({ type: 'track_muted', participant: info.id, track: info.tracks[0]?.id, muted: true, by: 'PA_x' });
  await world.advance(10);
  assert.deepEqual(seen(bob), { microphone: 'silent', camera: 'plays' });
  assert.equal(anna.devices.opened[0]?.enabled, true);
});

test('a shared screen goes beside the camera, and ends from the bar of the browser', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  await Promise.all([anna.room.shareScreen({ audio: true }), world.advance(200)]);
  assert.deepEqual(seen(bob), { microphone: 'plays', camera: 'plays', screen_share: 'plays', screen_share_audio: 'plays' });
  bob.told();
  anna.screen?.emit('ended', {});
  await world.advance(200);
  assert.deepEqual(bob.told(), [
    'trackUnsubscribed anna screen_share',
    'trackUnpublished anna screen_share',
    'trackUnsubscribed anna screen_share_audio',
    'trackUnpublished anna screen_share_audio',
  ]);
  await Promise.all([anna.room.shareScreen(), world.advance(200)]);
  assert.deepEqual(seen(bob), { microphone: 'plays', camera: 'plays', screen_share: 'plays', screen_share_audio: 'plays' });
  assert.equal(anna.peers[0]?.transceivers.length, 4, 'the m-sections of the first time are used again');
});

test('two people who share at the same moment both get through', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  await Promise.all([anna.room.shareScreen(), bob.room.shareScreen(), world.advance(500)]);
  assert.equal(seen(bob).screen_share, 'plays');
  assert.equal(seen(anna).screen_share, 'plays');
});

test('who comes while a screen is shared sees it', async () => {
  const world = new World();
  const { anna } = await world.call();
  await Promise.all([anna.room.shareScreen(), world.advance(200)]);
  const carol = world.person('carol');
  void carol.connect({});
  await world.advance(500);
  const annaSeen = [...carol.room.participants.values()].find(({ name }) => name === 'anna');
  assert.equal(annaSeen?.track('screen_share')?.mediaStreamTrack?.enabled, true);
});

test('a closed dialog is a cancelled share, not a failure', async () => {
  const world = new World();
  const { anna } = await world.call();
  anna.closesDialogs = true;
  await refusedWith(anna.room.shareScreen(), 'cancelled');
  assert.deepEqual(anna.told(), []);
});

test('a broken path is told once, restarted after 2.5 seconds, and told to be whole again', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  world.peers.breakPaths();
  await world.advance(2_400);
  assert.deepEqual(anna.told(), ['mediaReconnecting bob']);
  assert.ok(!world.peers.all.some(({ calls }) => calls.includes('restartIce')));
  await world.advance(400);
  assert.deepEqual(anna.told(), ['mediaReconnected bob']);
  assert.deepEqual(bob.told(), ['mediaReconnecting anna', 'mediaReconnected anna']);
  assert.equal(world.peers.all.length, 2);
});

test('a path that no restart mends is replaced by a new connection on both sides', async () => {
  const world = new World();
  const { anna } = await world.call();
  world.peers.isUp = false;
  world.peers.breakPaths();
  await world.advance(30_000);
  assert.ok(world.peers.all.length >= 4);
  world.peers.isUp = true;
  await world.advance(15_000);
  assert.equal(anna.told().at(-1), 'mediaReconnected bob');
  assert.deepEqual(seen(anna), { microphone: 'plays', camera: 'plays' });
  assert.equal(world.peers.all.filter(({ connectionState }) => connectionState !== 'closed').length, 2);
});

test('with the path and the signaling both cut, both come back', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  world.server.isReachable = false;
  world.peers.isUp = false;
  world.server.cut();
  world.peers.breakPaths();
  await world.advance(12_000);
  assert.equal(anna.room.state, 'signalReconnecting');
  world.server.isReachable = true;
  world.peers.isUp = true;
  anna.network('online');
  bob.network('online');
  await world.advance(1_000);
  assert.equal(anna.room.state, 'connected');
  assert.equal(anna.told().at(-1), 'mediaReconnected bob');
});

test('a fresh token is told, and used when the session has to be joined anew', async () => {
  const world = new World();
  const { anna } = await world.call();
  world.server.session('anna').say({ type: 'token', token: 'anna#2', expires_at: world.clock.now() + 600_000 });
  await world.advance(10);
  assert.deepEqual(anna.told(), ['tokenRefreshed']);
  world.server.restart();
  await world.advance(1_000);
  assert.deepEqual(world.server.tokens.slice(-2).sort(), ['anna#2', 'bob']);
});

test('a silent connection is noticed by its missing heartbeats', async () => {
  const world = new World();
  const { anna } = await world.call();
  const { end } = world.server.session('anna');
  if (end) end.deaf = true;
  await world.advance(11_000);
  assert.deepEqual(anna.told(), []);
  await world.advance(1_200);
  assert.deepEqual(anna.told(), ['signalReconnecting 1', 'signalReconnected']);
});

test('leaving tells the others, releases the devices and closes every connection', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  await Promise.all([anna.room.leave(), world.advance(100)]);
  assert.deepEqual(anna.told(), ['disconnected left']);
  assert.equal(bob.told().at(-1), 'participantDisconnected anna left');
  assert.ok(anna.devices.opened.every(({ readyState }) => readyState === 'ended'));
  assert.ok(world.peers.all.every(({ connectionState }) => connectionState === 'closed'));
  await refusedWith(anna.connect(), 'invalid_argument');
});

test('nothing goes on after the end: no timer, no socket, no event', async () => {
  const world = new World();
  const { anna, bob } = await world.call();
  await Promise.all([anna.room.leave(), bob.room.leave(), world.advance(2_000)]);
  anna.told();
  const sockets = anna.sockets.length;
  anna.network('online');
  await world.advance(120_000);
  assert.deepEqual(anna.told(), []);
  assert.equal(anna.sockets.length, sockets);
});
