import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceManager } from '../../../sdk/devices/device-manager.js';
import { PreviewTracks } from '../../../sdk/devices/preview-tracks.js';
import { CAMERA, FakeMediaDevices, MICROPHONE, OTHER_CAMERA, fakePorts } from './fakes.js';

function setUp() {
  const media = new FakeMediaDevices();
  media.infos = [CAMERA, OTHER_CAMERA, MICROPHONE];
  return { media, devices: new DeviceManager(fakePorts({ media })) };
}

/** Lets promises that are under way finish. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('the preview is handed over without opening the camera twice', async () => {
  const { media, devices } = setUp();
  const preview = await PreviewTracks.open({ audio: true, video: true }, devices);
  const { camera, microphone } = preview.take();
  preview.close();
  assert.equal(media.asked.length, 1);
  assert.deepEqual([camera?.readyState, microphone?.readyState], ['live', 'live']);
});

test('a preview that is closed instead releases both devices', async () => {
  const { devices } = setUp();
  const preview = await PreviewTracks.open({ audio: true, video: true }, devices);
  const { camera, microphone } = preview;
  preview.close();
  assert.deepEqual([camera?.readyState, microphone?.readyState, preview.camera], ['ended', 'ended', null]);
});

test('a device that opens after the hand-over is stopped again', async () => {
  const { devices } = setUp();
  const preview = await PreviewTracks.open({ video: true }, devices);
  /** @type {MediaStreamTrack[]} */
  const opened = [];
  const captureTrack = devices.captureTrack.bind(devices);
  devices.captureTrack = async (...parameters) => {
    const result = await captureTrack(...parameters);
    if (result.track) opened.push(result.track);
    return result;
  };
  const switching = preview.switchDevice('camera', 'cam-2');
  preview.close();
  assert.equal(await switching, false);
  assert.deepEqual(opened.map(({ readyState }) => readyState), ['ended']);
});

test('switching remembers the choice; a switch that fails keeps the old device and says so', async () => {
  const { devices } = setUp();
  const preview = await PreviewTracks.open({ video: true }, devices);
  /** @type {string[]} */
  const said = [];
  preview.on('failed', ({ source, reason }) => said.push(`${source} ${reason}`));
  assert.equal(await preview.switchDevice('camera', 'cam-2'), true);
  assert.deepEqual(devices.preferred.camera, { deviceId: 'cam-2', label: OTHER_CAMERA.label });
  assert.equal(await preview.switchDevice('camera', 'gone'), false);
  assert.equal(preview.camera?.getSettings().deviceId, 'cam-2');
  assert.deepEqual(said, ['camera missing']);
  assert.equal(await preview.switchDevice('camera', 'cam-1'), true);
  assert.deepEqual(preview.errors, []);
});

test('turning the camera off releases it, turning it on opens it again', async () => {
  const { devices } = setUp();
  const preview = await PreviewTracks.open({ audio: true, video: true }, devices);
  const first = preview.camera;
  await preview.setEnabled('camera', false);
  assert.deepEqual([first?.readyState, preview.camera], ['ended', null]);
  await preview.setEnabled('camera', true);
  assert.equal(preview.camera?.readyState, 'live');
  assert.equal(preview.microphone?.readyState, 'live');
});

test('a camera that is unplugged in the preview is replaced there', async () => {
  const { media, devices } = setUp();
  const preview = await PreviewTracks.open({ video: true }, devices);
  await devices.list();
  media.plug([OTHER_CAMERA, MICROPHONE]);
  await devices.list();
  await settled();
  assert.equal(preview.camera?.getSettings().deviceId, 'cam-2');
  media.plug([MICROPHONE]);
  await devices.list();
  await settled();
  assert.equal(preview.camera, null);
});
