import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName, chooseFormat } from '../../../sdk/recording/format.js';
import { arrange, fitted, hueOf, initials } from '../../../sdk/recording/layout.js';
import { checkedDescription, isRecordingId, newRecordingId } from '../../../sdk/recording/library.js';
import { outputsOf } from '../../../sdk/recording/outputs.js';
import { FRAME_RATES, frameInterval, fullPace, lagMeasured } from '../../../sdk/recording/pace.js';
import { idleRecorder, recorderReduced, secondsOf } from '../../../sdk/recording/recorder-state.js';

const track = (/** @type {string} */ id, /** @type {object} */ settings = {}) => /** @type {MediaStreamTrack} */ (/** @type {unknown} */ ({ id, getSettings: () => settings }));

/**
 * @param {string} id
 * @param {Partial<import('../../../sdk/recording/types.js').SceneParticipant>} [more]
 * @returns {import('../../../sdk/recording/types.js').SceneParticipant}
 */
const person = (id, more = {}) => ({ id, name: id, isLocal: false, isSpeaking: false, camera: null, microphone: null, screen: null, screenAudio: null, ...more });

/**
 * @param {import('../../../sdk/recording/types.js').SceneParticipant[]} participants
 * @param {Partial<import('../../../sdk/recording/types.js').Scene>} [more]
 * @returns {import('../../../sdk/recording/types.js').Scene}
 */
const scene = (participants, more = {}) => ({ layout: 'grid', speakerId: null, title: 'Demo', participants, ...more });

const people = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => person(`P${index}`));

/** @param {import('../../../sdk/recording/layout.js').Rectangle[]} tiles */
function assertApart(tiles) {
  for (const [index, a] of tiles.entries()) {
    assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= 1280 && a.y + a.height <= 720 && a.width > 0 && a.height > 0, JSON.stringify(a));
    for (const b of tiles.slice(index + 1)) {
      const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      assert.ok(isApart, `${JSON.stringify(a)} over ${JSON.stringify(b)}`);
    }
  }
}

test('tiles never overlap nor leave the picture, however many there are', () => {
  for (let count = 0; count <= 40; count += 1) {
    for (const layout of /** @type {const} */ (['grid', 'speaker'])) {
      const tiles = arrange(scene(people(count), { layout }), 1280, 720);
      assertApart(tiles);
      if (layout === 'grid') assert.equal(tiles.length, count);
    }
  }
});

test('one alone fills the picture, two stand side by side, the last row of three is centred', () => {
  assert.deepEqual(arrange(scene(people(1)), 1280, 720).map(({ x, y, width, height }) => [x, y, width, height]), [[0, 0, 1280, 720]]);
  const [left, right] = arrange(scene(people(2)), 1280, 720);
  assert.ok(left && right && left.y === right.y && left.x < right.x);
  const three = arrange(scene(people(3)), 1280, 720);
  const last = three.at(-1);
  assert.ok(last && Math.abs(last.x + last.width / 2 - 640) <= 1);
});

test('the speaker layout shows a screen large, else who speaks, else somebody else than oneself', () => {
  const largest = (/** @type {import('../../../sdk/recording/types.js').Scene} */ shown) =>
    arrange({ ...shown, layout: 'speaker' }, 1280, 720).sort((a, b) => b.width - a.width)[0]?.key;
  const all = [person('me', { isLocal: true }), person('ada'), person('ben')];
  assert.equal(largest(scene(all)), 'ada/camera');
  assert.equal(largest(scene(all, { speakerId: 'ben' })), 'ben/camera');
  assert.equal(largest(scene([...all, person('eva', { screen: track('s') })], { speakerId: 'ben' })), 'eva/screen');
  assert.equal(largest(scene(all, { speakerId: 'gone' })), 'ada/camera');
});

test('people fill their tile, a screen and an upright picture are shown whole', () => {
  const tile = { x: 100, y: 100, width: 320, height: 180 };
  assert.deepEqual(fitted({ width: 640, height: 480 }, tile, false), { from: { x: 0, y: 60, width: 640, height: 360 }, to: tile });
  assert.deepEqual(fitted({ width: 640, height: 480 }, tile, true).to, { x: 140, y: 100, width: 240, height: 180 });
  assert.deepEqual(fitted({ width: 360, height: 640 }, tile, false).from, { x: 0, y: 0, width: 360, height: 640 });
});

test('initials and hues of names in any script', () => {
  assert.deepEqual(['Ada Lovelace', 'ben', '  ', '李 明', 'Ana María de la Cruz', '👩‍💻 x'].map(initials), ['AL', 'B', '?', '李明', 'AC', '👩X']);
  assert.equal(hueOf('Ada'), hueOf('Ada'));
  assert.ok(['', 'Ada', '李'].every((name) => hueOf(name) >= 0 && hueOf(name) < 360));
});

test('a file name that every system takes', () => {
  const at = new Date(2026, 10, 23, 14, 5).getTime();
  const named = (/** @type {string} */ title, content = '') => fileName({ title, startedAt: at, content, container: 'webm' });
  assert.equal(named('Weekly: sales/ops?'), 'Weekly sales ops 2026-11-23 14.05.webm');
  assert.equal(named('', 'camera'), 'Call 2026-11-23 14.05 camera.webm');
  assert.equal(named('../..'), 'Call 2026-11-23 14.05.webm');
  assert.equal(named('a\u0000b\u202ec'), 'a b c 2026-11-23 14.05.webm');
  assert.ok(named('x'.repeat(500)).length < 90);
});

test('WebM before MP4, and nothing where nothing is supported', () => {
  assert.equal(chooseFormat(() => true, true)?.mimeType, 'video/webm;codecs=vp8,opus');
  assert.equal(chooseFormat((type) => type === 'video/webm', true)?.mimeType, 'video/webm');
  assert.deepEqual(chooseFormat((type) => type.startsWith('video/mp4'), true), { mimeType: 'video/mp4;codecs=avc1.42E01F,mp4a.40.2', container: 'mp4' });
  assert.equal(chooseFormat(() => false, true), null);
});

test('without sound no codec for it is named', () => {
  assert.equal(chooseFormat(() => true, false)?.mimeType, 'video/webm;codecs=vp8');
});

test('own tracks are a file for the camera and one for each screen, in its own size', () => {
  const screen = track('s1', { width: 2560, height: 1441 });
  const me = person('me', { isLocal: true, camera: track('c'), microphone: track('m'), screen, screenAudio: track('a'), isSpeaking: true });
  const outputs = outputsOf('tracks', scene([me, person('ada')]));
  assert.deepEqual(outputs.map(({ key, content }) => [key, content]), [['camera', 'camera'], ['screen s1', 'screen_share']]);
  const [camera, shared] = outputs;
  assert.deepEqual([camera?.scene.participants.length, camera?.scene.participants[0]?.screen, camera?.scene.participants[0]?.microphone?.id], [1, null, 'm']);
  assert.deepEqual([shared?.size, shared?.scene.participants[0]?.microphone, shared?.scene.participants[0]?.screenAudio?.id], [{ width: 1918, height: 1080 }, null, 'a']);
  assert.equal(arrange(shared?.scene ?? scene([]), 1920, 1080).length, 1);
  assert.deepEqual(outputsOf('tracks', scene([person('ada')])), []);
  assert.equal(outputsOf('call', scene([])).length, 1);
});

test('the clock counts recorded time, not pauses, and inputs that make no sense change nothing', () => {
  let state = idleRecorder();
  const steps = /** @type {[import('../../../sdk/recording/recorder-state.js').RecorderInput['type'], number, string, number][]} */ ([
    ['resumed', 0, 'idle', 0],
    ['stopping', 0, 'idle', 0],
    ['starting', 1_000, 'starting', 0],
    ['starting', 1_500, 'starting', 0],
    ['started', 2_000, 'recording', 0],
    ['started', 4_000, 'recording', 2],
    ['paused', 5_000, 'paused', 3],
    ['paused', 8_000, 'paused', 3],
    ['resumed', 10_000, 'recording', 3],
    ['stopping', 12_000, 'stopping', 5],
    ['paused', 13_000, 'stopping', 5],
    ['stopped', 14_000, 'idle', 5],
  ]);
  for (const [type, now, expected, seconds] of steps) {
    state = recorderReduced(state, /** @type {import('../../../sdk/recording/recorder-state.js').RecorderInput} */ ({ type }), now);
    assert.deepEqual([state.state, secondsOf(state, now)], [expected, seconds], `${type} at ${now}`);
  }
});

/** @param {(second: number) => number} lag milliseconds, once a second */
function rates(lag, seconds = 60) {
  let pace = fullPace();
  return Array.from({ length: seconds }, (_, second) => {
    pace = lagMeasured(pace, lag(second), second * 1000);
    return Math.round(1000 / frameInterval(pace));
  });
}

test('an encoder that keeps up is given every picture, however late it began', () => {
  assert.ok(rates((second) => 1_500 + (second % 3) * 300).every((rate) => rate === 30));
});

test('an encoder that falls behind is given fewer and fewer pictures, and more again once it has caught up', () => {
  const seen = rates((second) => (second < 15 ? 300 + second * 900 : second < 20 ? 3_000 : 300), 90);
  assert.equal(seen[2], 30);
  assert.equal(seen[14], 2);
  assert.equal(seen.at(-1), 30);
  assert.deepEqual([...new Set(seen)].every((rate) => FRAME_RATES.includes(rate)), true);
});

test('ids are made and known again, and nothing else is a name in the file system', () => {
  const id = newRecordingId(1_795_000_000_000, Uint8Array.from([0, 35, 36, 255, 1, 2, 3, 4]));
  assert.equal(id, '1795000000000-0z031234');
  assert.ok(isRecordingId(id));
  for (const other of ['', '..', '../x', 'abc', `${id}/..`, `${id}x`]) assert.equal(isRecordingId(other), false, other);
});

test('a description that a crash or another program spoiled is not trusted', () => {
  const good = { version: 1, mode: 'call', title: 'Demo', startedAt: 5, mimeType: 'video/webm', parts: [{ file: '0.webm', name: 'Demo.webm', content: 'call' }], finished: true, seconds: 3, savedAt: null };
  assert.deepEqual(checkedDescription(good), good);
  for (const bad of [null, 7, [], {}, { ...good, version: 2 }, { ...good, mode: 'x' }, { ...good, parts: 'all' }, { ...good, startedAt: '5' }]) {
    assert.equal(checkedDescription(bad), null);
  }
  const parts = [{ file: '../../secret', name: 'x', content: 'call' }, { file: '1.webm', name: 'y', content: 'camera' }];
  assert.deepEqual(checkedDescription({ ...good, parts })?.parts.map(({ file }) => file), ['1.webm']);
});
