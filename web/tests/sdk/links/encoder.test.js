import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Encoder } from '../../../sdk/links/encoder.js';
import { settle } from '../support/fake-clock.js';

class FakeSender {
  parameters = { encodings: [{}] };
  /** @type {any[]} */
  set = [];
  fails = 0;
  /** @type {(() => void) | null} */
  finish = null;

  getParameters() {
    return structuredClone(this.parameters);
  }

  /** @param {any} parameters */
  async setParameters(parameters) {
    assert.equal(this.finish, null, 'one at a time');
    await new Promise((resolve) => (this.finish = () => resolve(undefined)));
    this.finish = null;
    if (this.fails > 0) {
      this.fails -= 1;
      throw new Error('InvalidStateError');
    }
    this.parameters = parameters;
    this.set.push(parameters.encodings[0]);
  }
}

/** @param {import('../../../sdk/protocol/types.js').TrackSource} source */
function encoder(source) {
  const sender = new FakeSender();
  return { sender, encoder: new Encoder(/** @type {any} */ (sender), source) };
}

/** @param {FakeSender} sender */
async function finish(sender) {
  sender.finish?.();
  await settle();
}

/** @param {number} maxBitrate */
const video = (maxBitrate) => ({ active: true, maxBitrate, maxFramerate: 30, scaleResolutionDownBy: 2 });

test('sound comes first, and has no picture size', async () => {
  const { sender, encoder: audio } = encoder('microphone');
  audio.set({ active: true, maxBitrate: 32_000, maxFramerate: null, scaleResolutionDownBy: 1 }, 'balanced');
  await finish(sender);
  assert.deepEqual(sender.set, [{ priority: 'high', networkPriority: 'high', active: true, maxBitrate: 32_000 }]);
});

test('of several wishes during one change only the newest is carried out', async () => {
  const { sender, encoder: camera } = encoder('camera');
  for (const bitrate of [1, 2, 3]) camera.set(video(bitrate), 'balanced');
  await finish(sender);
  await finish(sender);
  assert.deepEqual(sender.set.map(({ maxBitrate }) => maxBitrate), [1, 3]);
});

test('the same wish is carried out once, and again if it failed', async () => {
  const { sender, encoder: camera } = encoder('camera');
  sender.fails = 1;
  camera.set(video(1), 'balanced');
  await finish(sender);
  assert.equal(sender.set.length, 0);
  camera.set(video(1), 'balanced');
  await finish(sender);
  camera.set(video(1), 'balanced');
  await finish(sender);
  assert.equal(sender.set.length, 1);
});

test('a frame rate that is left to the browser is taken out again', async () => {
  const { sender, encoder: camera } = encoder('camera');
  camera.set(video(1), 'balanced');
  await finish(sender);
  camera.set({ ...video(1), maxFramerate: null }, 'balanced');
  await finish(sender);
  assert.equal('maxFramerate' in sender.set[1], false);
});
