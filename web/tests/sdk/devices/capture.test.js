import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceManager } from '../../../sdk/devices/device-manager.js';
import { CAMERA, CHROME_ON_ANDROID, FakeMediaDevices, MICROPHONE, OTHER_CAMERA, browserError, fakePorts } from './fakes.js';

/** @param {typeof CAMERA[]} infos */
function mediaWith(...infos) {
  const media = new FakeMediaDevices();
  media.infos = infos;
  return media;
}

/** @param {FakeMediaDevices} media */
function askedFor(media) {
  return media.asked.map(({ audio, video }) => [audio ? 'audio' : '', video ? 'video' : ''].filter(Boolean).join('+'));
}

/** @param {{errors: {source: string, reason: string}[]}} result */
function reasons({ errors }) {
  return errors.map(({ source, reason }) => `${source} ${reason}`);
}

test('camera and microphone are asked for together, with the ideal size and the sound settings', async () => {
  const media = mediaWith(CAMERA, MICROPHONE);
  const devices = new DeviceManager(fakePorts({ media }));
  const { stream, errors } = await devices.capture({ audio: true, video: true, settings: { noiseSuppression: false } });
  assert.deepEqual(errors, []);
  assert.deepEqual(stream.getTracks().map(({ kind }) => kind), ['audio', 'video']);
  assert.deepEqual(media.asked, [
    {
      audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: true },
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
    },
  ]);
});

test('a camera that is not there does not lose the microphone', async () => {
  const media = mediaWith(MICROPHONE);
  const result = await new DeviceManager(fakePorts({ media })).capture({ audio: true, video: true });
  assert.deepEqual(result.stream.getTracks().map(({ kind }) => kind), ['audio']);
  assert.deepEqual(reasons(result), ['camera missing']);
  assert.deepEqual(askedFor(media), ['audio', 'video']);
});

test('a busy camera is tried at every size and then explained, and the microphone is kept', async () => {
  const media = mediaWith(CAMERA, MICROPHONE);
  media.refuse = ({ video }) => {
    if (video) throw browserError('NotReadableError');
  };
  const result = await new DeviceManager(fakePorts({ media, permissions: { camera: 'granted', microphone: 'granted' } })).capture({
    audio: true,
    video: true,
  });
  assert.deepEqual(askedFor(media), ['audio+video', 'audio', 'video', 'video', 'video']);
  assert.deepEqual(media.asked.at(-1), { video: {} });
  assert.deepEqual(reasons(result), ['camera busy']);
  assert.deepEqual(result.stream.getTracks().map(({ kind }) => kind), ['audio']);
});

test('a camera that only starts at a smaller size is used so', async () => {
  const media = mediaWith(CAMERA);
  media.refuse = ({ video }) => {
    if (video.width?.ideal === 1280) throw browserError('NotReadableError');
  };
  const result = await new DeviceManager(fakePorts({ media })).capture({ video: true });
  assert.deepEqual(reasons(result), []);
  assert.equal(result.stream.getTracks().length, 1);
});

test('somebody who closes the question is not asked again', async () => {
  const media = mediaWith(CAMERA, MICROPHONE);
  media.refuse = () => {
    throw browserError('NotAllowedError', { message: 'Permission dismissed' });
  };
  const ports = fakePorts({ media, permissions: { camera: 'prompt', microphone: 'prompt' } });
  const result = await new DeviceManager(ports).capture({ audio: true, video: true });
  assert.deepEqual(askedFor(media), ['audio+video']);
  assert.deepEqual(reasons(result), ['microphone denied', 'camera denied']);
  assert.match(result.errors[0]?.advice ?? '', /closed without an answer/);
});

test('a camera that is blocked for good does not cost the microphone', async () => {
  const media = mediaWith(CAMERA, MICROPHONE);
  media.refuse = ({ video }) => {
    if (video) throw browserError('NotAllowedError');
  };
  const ports = fakePorts({ media, permissions: { camera: 'denied', microphone: 'prompt' } });
  const result = await new DeviceManager(ports).capture({ audio: true, video: true });
  assert.deepEqual(askedFor(media), ['audio+video', 'audio']);
  assert.deepEqual(reasons(result), ['camera denied']);
  assert.equal(result.stream.getAudioTracks().length, 1);
});

test('where permissions cannot be read, a slow refusal was a person and a quick one a block', async () => {
  for (const { answerMs, asks } of [
    { answerMs: 3_000, asks: ['audio+video'] },
    { answerMs: 5, asks: ['audio+video', 'audio', 'video'] },
  ]) {
    const media = mediaWith(CAMERA, MICROPHONE);
    media.refuse = () => {
      throw browserError('NotAllowedError');
    };
    const result = await new DeviceManager(fakePorts({ media, answerMs })).capture({ audio: true, video: true });
    assert.deepEqual(askedFor(media), asks);
    assert.deepEqual(reasons(result), ['microphone denied', 'camera denied']);
  }
});

test('an insecure page asks nothing and says why', async () => {
  const result = await new DeviceManager(fakePorts({ media: null })).capture({ audio: true, video: true });
  assert.deepEqual(reasons(result), ['microphone insecure', 'camera insecure']);
  assert.deepEqual(result.stream.getTracks(), []);
  assert.match(result.errors[0]?.advice ?? '', /https/);
});

test('asking for nothing gives an empty stream without a question', async () => {
  const media = mediaWith(CAMERA, MICROPHONE);
  const result = await new DeviceManager(fakePorts({ media })).capture({});
  assert.deepEqual([media.asked, result.errors, result.stream.getTracks()], [[], [], []]);
});

test('the remembered camera is preferred, never demanded', async () => {
  const media = mediaWith(CAMERA, OTHER_CAMERA);
  const devices = new DeviceManager(fakePorts({ media }));
  devices.remember('camera', { deviceId: 'gone', label: OTHER_CAMERA.label });
  const { stream } = await devices.capture({ video: true });
  assert.equal(stream.getVideoTracks()[0]?.getSettings().deviceId, OTHER_CAMERA.deviceId);
  media.infos = [CAMERA];
  const again = await devices.capture({ video: true });
  assert.equal(again.stream.getVideoTracks()[0]?.getSettings().deviceId, CAMERA.deviceId);
});

test('a device that was chosen and is gone is missing, not replaced in silence', async () => {
  const media = mediaWith(CAMERA);
  const { track, error } = await new DeviceManager(fakePorts({ media })).captureTrack('camera', { deviceId: 'gone' });
  assert.equal(track, null);
  assert.equal(error?.reason, 'missing');
});

test('on a computer the old track ends after the new one is open, and stays when the new one fails', async () => {
  const media = mediaWith(CAMERA, OTHER_CAMERA);
  const devices = new DeviceManager(fakePorts({ media }));
  const { track: first } = await devices.captureTrack('camera', { deviceId: 'cam-1' });
  const failed = await devices.reopen(first, 'camera', { deviceId: 'gone' });
  assert.deepEqual([failed.track, failed.restored, first?.readyState], [null, false, 'live']);
  const second = await devices.reopen(first, 'camera', { deviceId: 'cam-2' });
  assert.equal(second.track?.getSettings().deviceId, 'cam-2');
  assert.equal(first?.readyState, 'ended');
});

test('on a phone the old camera is stopped first, and opened again when the other one fails', async () => {
  const media = mediaWith(CAMERA, OTHER_CAMERA);
  const devices = new DeviceManager(fakePorts({ media, facts: CHROME_ON_ANDROID }));
  const { track: first } = await devices.captureTrack('camera', { deviceId: 'cam-1' });
  /** @type {(string | undefined)[]} */
  const seen = [];
  media.refuse = ({ video }) => {
    seen.push(first?.readyState);
    if (video.deviceId?.exact !== 'cam-1') throw browserError('NotReadableError');
  };
  const result = await devices.reopen(first, 'camera', { deviceId: 'cam-2' });
  assert.ok(seen.every((state) => state === 'ended'));
  assert.deepEqual([result.restored, result.error?.reason, result.track?.getSettings().deviceId], [true, 'busy', 'cam-1']);
});

test('flip goes from the front camera to the back camera and back again', async () => {
  const media = mediaWith(CAMERA);
  const devices = new DeviceManager(fakePorts({ media, facts: CHROME_ON_ANDROID }));
  const { track: front } = await devices.captureTrack('camera', { facing: 'user' });
  assert.ok(front);
  const { track: back } = await devices.flip(front);
  assert.equal(back?.getSettings().facingMode, 'environment');
  assert.ok(back);
  const { track: again } = await devices.flip(back);
  assert.equal(again?.getSettings().facingMode, 'user');
});

test('a policy that makes the list fail does not stop the capture', async () => {
  const media = mediaWith(CAMERA, MICROPHONE);
  media.enumerateDevices = async () => {
    throw browserError('NotAllowedError');
  };
  const { stream, errors } = await new DeviceManager(fakePorts({ media })).capture({ audio: true, video: true });
  assert.equal(stream.getTracks().length, 2);
  assert.deepEqual(errors, []);
});
