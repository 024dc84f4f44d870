import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idOf, keyOf } from '../../../sdk/room/model/lookup.js';
import { initialRoom, reduceRoom, roomDeadline } from '../../../sdk/room/model/reduce-room.js';
import { joined, participant, roomInfo, track } from '../support/messages.js';

/**
 * @typedef {import('../../../sdk/room/model/types.js').RoomEffect} RoomEffect
 * @typedef {import('../../../sdk/protocol/types.js').ServerMessage} ServerMessage
 */

class Driver {
  model = initialRoom;
  now = 1_000;

  /** @param {import('../../../sdk/room/model/types.js').RoomInput} input */
  input(input) {
    const { model, effects } = reduceRoom(this.model, input, this.now);
    this.model = model;
    return effects;
  }

  /** @param {ServerMessage} message */
  receive(message) {
    return this.input({ type: 'message', message });
  }

  /** @param {number} ms */
  advance(ms) {
    this.now += ms;
    return this.input({ type: 'timer' });
  }
}

const bob = participant('PA_bob', { identity: 'bob', tracks: [track('TR_bob')] });

/** In a room with Bob, who has a camera. */
function withBob() {
  const driver = new Driver();
  driver.receive(joined({ participants: [bob] }));
  return driver;
}

/**
 * What applications would see, without links.
 *
 * @param {RoomEffect[]} effects
 */
function visible(effects) {
  return effects.filter(({ type }) => !['joined', 'iceServersChanged', 'linkWanted', 'linkReplaced', 'linkOver'].includes(type));
}

test('who is there already is known without a word, and the newcomer makes the first offer to them', () => {
  const driver = new Driver();
  const effects = driver.receive(joined({ participants: [bob] }));
  assert.deepEqual(effects, [
    { type: 'iceServersChanged' },
    { type: 'joined', again: false },
    { type: 'linkWanted', key: 'PA_bob', id: 'PA_bob', initiate: true },
  ]);
  assert.deepEqual([...driver.model.people.keys()], ['PA_bob']);
});

test('a newcomer is announced with their tracks, and makes the offer', () => {
  const driver = new Driver();
  driver.receive(joined());
  assert.deepEqual(driver.receive({ type: 'participant_joined', seq: 1, participant: bob }), [
    { type: 'connected', key: 'PA_bob' },
    { type: 'trackPublished', key: 'PA_bob', track: 'TR_bob' },
    { type: 'linkWanted', key: 'PA_bob', id: 'PA_bob', initiate: false },
  ]);
});

test('somebody who leaves takes their tracks and the link along', () => {
  const driver = withBob();
  assert.deepEqual(driver.receive({ type: 'participant_left', seq: 1, participant: 'PA_bob', reason: 'left' }), [
    { type: 'trackUnpublished', key: 'PA_bob', track: 'TR_bob' },
    { type: 'linkOver', id: 'PA_bob' },
    { type: 'disconnected', key: 'PA_bob', reason: 'left' },
  ]);
  assert.equal(driver.model.people.size, 0);
});

test('tracks come, are muted, and go', () => {
  const driver = withBob();
  const microphone = track('TR_mic', { source: 'microphone' });
  assert.deepEqual(driver.receive({ type: 'track_published', seq: 1, participant: 'PA_bob', track: microphone }), [
    { type: 'trackPublished', key: 'PA_bob', track: 'TR_mic' },
  ]);
  assert.deepEqual(driver.receive({ type: 'track_muted', seq: 2, participant: 'PA_bob', track: 'TR_mic', muted: true, by: 'PA_me' }), [
    { type: 'trackMuted', key: 'PA_bob', track: 'TR_mic', muted: true, by: 'PA_me' },
  ]);
  assert.deepEqual(driver.receive({ type: 'track_muted', seq: 3, participant: 'PA_bob', track: 'TR_mic', muted: true }), []);
  assert.deepEqual(driver.receive({ type: 'track_unpublished', seq: 4, participant: 'PA_bob', track: 'TR_mic' }), [
    { type: 'trackUnpublished', key: 'PA_bob', track: 'TR_mic' },
  ]);
});

test('a moderator mutes and ends our own tracks', () => {
  const driver = withBob();
  assert.deepEqual(driver.receive({ type: 'track_muted', seq: 1, participant: 'PA_me', track: 'TR_1', muted: true, by: 'api' }), [
    { type: 'yourTrackMuted', track: 'TR_1', muted: true, by: 'api' },
  ]);
  assert.deepEqual(driver.receive({ type: 'track_unpublished', seq: 2, participant: 'PA_me', track: 'TR_1' }), [
    { type: 'yourTrackUnpublished', track: 'TR_1' },
  ]);
});

test('an update tells each difference once, and nothing when there is none', () => {
  const driver = withBob();
  assert.deepEqual(driver.receive({ type: 'participant_updated', seq: 1, participant: bob }), []);
  const changed = { ...bob, name: 'Robert', tracks: [track('TR_bob', { muted: true }), track('TR_new', { source: 'screen_share' })] };
  assert.deepEqual(driver.receive({ type: 'participant_updated', seq: 2, participant: changed }), [
    { type: 'updated', key: 'PA_bob' },
    { type: 'trackMuted', key: 'PA_bob', track: 'TR_bob', muted: true },
    { type: 'trackPublished', key: 'PA_bob', track: 'TR_new' },
  ]);
});

test('messages about strangers change nothing', () => {
  const driver = withBob();
  const before = JSON.stringify([...driver.model.people]);
  for (const message of /** @type {ServerMessage[]} */ ([
    { type: 'participant_left', seq: 1, participant: 'PA_x', reason: 'left' },
    { type: 'participant_updated', seq: 2, participant: participant('PA_x') },
    { type: 'track_published', seq: 3, participant: 'PA_x', track: track('TR_x') },
    { type: 'track_unpublished', seq: 4, participant: 'PA_bob', track: 'TR_x' },
    { type: 'track_muted', seq: 5, participant: 'PA_bob', track: 'TR_x', muted: true },
  ])) {
    assert.deepEqual(driver.receive(message), [], message.type);
  }
  assert.equal(JSON.stringify([...driver.model.people]), before);
});

test('somebody who comes back as a new presence of the same identity is the same person to applications', () => {
  const driver = withBob();
  assert.deepEqual(driver.receive({ type: 'participant_left', seq: 1, participant: 'PA_bob', reason: 'replaced' }), [
    { type: 'linkReplaced', id: 'PA_bob' },
  ]);
  const back = { ...bob, id: 'PA_bob2', joined_at: 5_000, tracks: [track('TR_bob2', { cid: 'cid of TR_bob' })] };
  assert.deepEqual(driver.receive({ type: 'participant_joined', seq: 2, participant: back }), [
    { type: 'linkWanted', key: 'PA_bob', id: 'PA_bob2', initiate: false },
  ]);
  assert.equal(idOf(driver.model, 'PA_bob'), 'PA_bob2');
  assert.equal(keyOf(driver.model, 'PA_bob2'), 'PA_bob');
  assert.deepEqual([...(driver.model.people.get('PA_bob')?.tracks.keys() ?? [])], ['TR_bob']);
});

test('somebody who was replaced and does not come back is gone after three seconds', () => {
  const driver = withBob();
  driver.receive({ type: 'participant_left', seq: 1, participant: 'PA_bob', reason: 'replaced' });
  assert.equal(roomDeadline(driver.model), driver.now + 3_000);
  assert.deepEqual(driver.advance(2_999), []);
  assert.deepEqual(driver.advance(1).at(-1), { type: 'disconnected', key: 'PA_bob', reason: 'replaced' });
  assert.equal(roomDeadline(driver.model), null);
});

test('after a full rejoin only true differences are told, and all links are made anew while the old ones deliver', () => {
  const driver = withBob();
  const carol = participant('PA_carol', { identity: 'carol' });
  driver.receive({ type: 'participant_joined', seq: 1, participant: carol });
  const dave = participant('PA_dave', { identity: 'dave' });
  const muted = { ...carol, tracks: [track('TR_c', { source: 'microphone' })] };
  const effects = driver.receive(joined({ session: 'SE_2', you: participant('PA_me2', { identity: 'identity of PA_me', name: 'PA_me' }), participants: [bob, muted, dave] }));
  assert.deepEqual(visible(effects), [
    { type: 'trackPublished', key: 'PA_carol', track: 'TR_c' },
    { type: 'connected', key: 'PA_dave' },
  ]);
  assert.deepEqual(
    effects.filter(({ type }) => type === 'linkReplaced'),
    [
      { type: 'linkReplaced', id: 'PA_bob' },
      { type: 'linkReplaced', id: 'PA_carol' },
    ],
  );
  assert.deepEqual(
    effects.flatMap((effect) => (effect.type === 'linkWanted' ? [[effect.id, effect.initiate]] : [])),
    [
      ['PA_bob', true],
      ['PA_carol', true],
      ['PA_dave', true],
    ],
  );
  assert.equal(driver.model.yourKey, 'PA_me');
});

test('a joined that comes twice for the same presence tells only true differences and leaves the links alone', () => {
  const driver = withBob();
  const effects = driver.receive(joined({ participants: [{ ...bob, name: 'Robert' }] }));
  assert.deepEqual(effects, [
    { type: 'iceServersChanged' },
    { type: 'joined', again: true },
    { type: 'updated', key: 'PA_bob' },
  ]);
});

test('after a restart of the server everyone keeps their place until they are back', () => {
  const driver = withBob();
  assert.deepEqual(visible(driver.receive(joined({ session: 'SE_2', you: participant('PA_me2', { identity: 'identity of PA_me', name: 'PA_me' }) }))), []);
  assert.deepEqual([...driver.model.people.keys()], ['PA_bob']);
  const back = { ...bob, id: 'PA_bob2', tracks: [track('TR_bob2', { cid: 'cid of TR_bob' })] };
  assert.deepEqual(driver.receive({ type: 'participant_joined', seq: 1, participant: back }), [
    { type: 'linkWanted', key: 'PA_bob', id: 'PA_bob2', initiate: false },
  ]);
});

test('a person who comes back keeps their tracks until they published them again', () => {
  const driver = withBob();
  driver.receive({ type: 'participant_left', seq: 1, participant: 'PA_bob', reason: 'replaced' });
  const back = { ...bob, id: 'PA_bob2', tracks: [] };
  assert.deepEqual(visible(driver.receive({ type: 'participant_joined', seq: 2, participant: back })), []);
  const again = track('TR_bob2', { cid: 'cid of TR_bob', muted: true });
  assert.deepEqual(driver.receive({ type: 'track_published', seq: 3, participant: 'PA_bob2', track: again }), [
    { type: 'trackMuted', key: 'PA_bob', track: 'TR_bob', muted: true },
  ]);
  assert.deepEqual(driver.advance(60_000), []);
});

test('tracks that a person who came back does not publish again are over after five seconds', () => {
  const driver = withBob();
  driver.receive({ type: 'participant_left', seq: 1, participant: 'PA_bob', reason: 'replaced' });
  driver.receive({ type: 'participant_joined', seq: 2, participant: { ...bob, id: 'PA_bob2', tracks: [] } });
  assert.equal(roomDeadline(driver.model), driver.now + 5_000);
  assert.deepEqual(driver.advance(5_000), [{ type: 'trackUnpublished', key: 'PA_bob', track: 'TR_bob' }]);
  assert.equal(roomDeadline(driver.model), null);
});

test('whoever is gone after a restart, and sends nothing any more, leaves no ghost', () => {
  const driver = withBob();
  driver.receive(joined({ session: 'SE_2', you: participant('PA_me2', { identity: 'identity of PA_me', name: 'PA_me' }) }));
  assert.deepEqual(driver.input({ type: 'mediaLost', id: 'PA_bob' }).at(-1), { type: 'disconnected', key: 'PA_bob', reason: 'left' });
  assert.equal(driver.model.people.size, 0);
});

test('lost media alone removes nobody who is in the room', () => {
  const driver = withBob();
  assert.deepEqual(driver.input({ type: 'mediaLost', id: 'PA_bob' }), []);
  assert.equal(driver.model.people.size, 1);
});

test('a new life of the room begins without the people of the old one', () => {
  const driver = withBob();
  const effects = driver.receive(joined({ session: 'SE_2', you: participant('PA_me2'), room: roomInfo({ id: 'RM_2' }) }));
  assert.deepEqual(visible(effects).at(-1), { type: 'disconnected', key: 'PA_bob', reason: 'room_ended' });
});

test('the lobby, the room and the topology follow the server', () => {
  const driver = withBob();
  const waiting = { id: 'PA_w', identity: 'w', name: 'W', since_at: 1 };
  assert.deepEqual(driver.receive({ type: 'lobby_joined', seq: 1, waiting }), [{ type: 'lobbyChanged' }]);
  assert.deepEqual(driver.model.waiting, [waiting]);
  driver.receive({ type: 'lobby_left', seq: 2, participant: 'PA_w', reason: 'admitted' });
  assert.deepEqual(driver.model.waiting, []);
  driver.receive({ type: 'room_updated', seq: 3, room: roomInfo({ locked: true }) });
  assert.equal(driver.model.info?.locked, true);
  driver.receive({ type: 'topology', seq: 4, topology: { kind: 'mesh', epoch: 2, reason: 'x' } });
  assert.equal(driver.model.topology?.epoch, 2);
});
