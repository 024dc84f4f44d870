import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureScreen } from '../../../sdk/devices/screen-capture.js';
import { CHROME_ON_ANDROID, FakeMediaDevices, FakeStream, FakeTrack, browserError, fakePorts } from './fakes.js';

/** @param {(constraints: any, call: number) => FakeStream} give */
function portsThatShare(give) {
  const media = /** @type {any} */ (new FakeMediaDevices());
  media.shared = [];
  media.getDisplayMedia = async (/** @type {any} */ constraints) => {
    media.shared.push(constraints);
    return give(constraints, media.shared.length);
  };
  return { media, ports: fakePorts({ media }) };
}

test('a screen with sound is told what it is for the encoders', async () => {
  const { media, ports } = portsThatShare(
    () => new FakeStream([new FakeTrack('video', { displaySurface: 'browser' }), new FakeTrack('audio')]),
  );
  const { capture, error } = await captureScreen({ audio: true }, ports);
  assert.equal(error, null);
  assert.deepEqual([capture?.surface, capture?.video.contentHint, capture?.audio?.contentHint], ['browser', 'detail', 'music']);
  assert.deepEqual(media.shared[0].audio, { echoCancellation: false, noiseSuppression: false, autoGainControl: false });
});

test('somebody who cancels made no error', async () => {
  const { ports } = portsThatShare(() => {
    throw browserError('NotAllowedError', { message: 'Permission denied by user' });
  });
  assert.deepEqual(await captureScreen({}, ports), { capture: null, error: null });
});

test('a refusal by the system or a policy is an error', async () => {
  for (const message of ['Permission denied by system', 'Access to the feature "display-capture" is disallowed by permissions policy.']) {
    const { ports } = portsThatShare(() => {
      throw browserError('NotAllowedError', { message });
    });
    assert.equal((await captureScreen({}, ports)).error?.reason, 'denied');
  }
});

test('sound that cannot be had does not cost the picture', async () => {
  const { media, ports } = portsThatShare(({ audio }) => {
    if (audio) throw browserError('NotReadableError', { message: 'Could not start audio source' });
    return new FakeStream([new FakeTrack('video')]);
  });
  const { capture } = await captureScreen({ audio: true }, ports);
  assert.equal(capture?.audio, null);
  assert.equal(media.shared.length, 2);
});

test('the end from the browser\'s own bar is said once and stops the sound too; stop is silent', async () => {
  const audio = new FakeTrack('audio');
  const { ports } = portsThatShare(() => new FakeStream([new FakeTrack('video'), audio]));
  const { capture } = await captureScreen({}, ports);
  let ends = 0;
  capture?.on('ended', () => (ends += 1));
  capture?.video.dispatchEvent(new Event('ended'));
  capture?.video.dispatchEvent(new Event('ended'));
  assert.deepEqual([ends, audio.readyState], [1, 'ended']);

  const { capture: stopped } = await captureScreen({}, ports);
  stopped?.on('ended', () => (ends += 1));
  stopped?.stop();
  stopped?.video.dispatchEvent(new Event('ended'));
  assert.equal(ends, 1);
});

test('a browser that cannot share says so, and an insecure page says why', async () => {
  const phone = await captureScreen({}, fakePorts({ facts: CHROME_ON_ANDROID }));
  assert.equal(phone.error?.reason, 'missing');
  assert.match(phone.error?.advice ?? '', /phones/);
  assert.equal((await captureScreen({}, fakePorts({ media: null }))).error?.reason, 'insecure');
});
