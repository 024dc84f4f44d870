import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceManager } from '../../../sdk/devices/device-manager.js';
import { deviceUsed, devicesFrom, devicesListed, emptyInventory, nextBest } from '../../../sdk/devices/inventory.js';
import { findRemembered, noChoices, readChoices, writeChoices } from '../../../sdk/devices/preferences.js';
import {
  CAMERA,
  DEFAULT_MICROPHONE,
  FakeMediaDevices,
  FakeStorage,
  MICROPHONE,
  OTHER_CAMERA,
  OTHER_MICROPHONE,
  SPEAKER,
  fakePorts,
} from './fakes.js';

/** @param {any[]} infos */
const listed = (...infos) => devicesFrom(infos);

/**
 * @param {any[]} before
 * @param {any[]} after
 * @param {{kind: 'camera' | 'microphone' | 'speaker', deviceId: string}} inUse
 * @param {import('../../../sdk/devices/types.js').Preferences} [preferences]
 */
function change(before, after, inUse, preferences = noChoices().devices) {
  const first = devicesListed(emptyInventory(), listed(...before), preferences).state;
  return devicesListed(deviceUsed(first, inUse.kind, inUse.deviceId), listed(...after), preferences);
}

/** @param {{events: import('../../../sdk/devices/inventory.js').InventoryEvent[]}} result */
function brief({ events }) {
  return events.map((event) => {
    if (event.type === 'changed') return `changed +${event.added.length} -${event.removed.length}`;
    if (event.type === 'lost') return `lost ${event.lost.deviceId} -> ${event.replacement?.deviceId ?? 'none'}`;
    return `returned ${event.device.deviceId}`;
  });
}

test('hidden ids and the second alias of the default are not listed; phones tell which way a camera looks', () => {
  const back = { kind: 'videoinput', deviceId: 'b', label: 'camera2 0, facing back', groupId: '' };
  const devices = listed({ ...CAMERA, deviceId: '' }, { ...MICROPHONE, deviceId: 'communications' }, MICROPHONE, back, SPEAKER);
  assert.deepEqual(devices.map(({ kind, deviceId, facing }) => [kind, deviceId, facing]), [
    ['microphone', 'mic-1', null],
    ['camera', 'b', 'environment'],
    ['speaker', 'speaker-1', null],
  ]);
});

test('a device that is unplugged while in use is replaced by the next best, and said', () => {
  const result = change([CAMERA, OTHER_CAMERA], [OTHER_CAMERA], { kind: 'camera', deviceId: 'cam-1' });
  assert.deepEqual(brief(result), ['changed +0 -1', 'lost cam-1 -> cam-2']);
  assert.equal(result.state.inUse.camera, 'cam-2');
});

test('the last camera that is unplugged has no replacement', () => {
  assert.deepEqual(brief(change([CAMERA], [], { kind: 'camera', deviceId: 'cam-1' })), ['changed +0 -1', 'lost cam-1 -> none']);
});

test('a device that is unplugged while another is in use is only a change of the list', () => {
  assert.deepEqual(brief(change([CAMERA, OTHER_CAMERA], [CAMERA], { kind: 'camera', deviceId: 'cam-1' })), ['changed +0 -1']);
});

test('the default is lost when the device behind it is, although "default" stays in the list', () => {
  const result = change(
    [DEFAULT_MICROPHONE, MICROPHONE, OTHER_MICROPHONE],
    [{ ...DEFAULT_MICROPHONE, label: 'Default - Lid microphone', groupId: 'g2' }, OTHER_MICROPHONE],
    { kind: 'microphone', deviceId: 'default' },
  );
  assert.deepEqual(brief(result), ['changed +0 -1', 'lost default -> default']);
});

test('a remembered device that comes back is offered, under a new id too', () => {
  const preferences = { ...noChoices().devices, camera: { deviceId: 'cam-1', label: CAMERA.label } };
  const inUse = { kind: /** @type {const} */ ('camera'), deviceId: 'cam-2' };
  assert.deepEqual(brief(change([OTHER_CAMERA], [CAMERA, OTHER_CAMERA], inUse, preferences)), ['changed +1 -0', 'returned cam-1']);
  const rotated = { ...CAMERA, deviceId: 'cam-9', label: 'Desk camera (1234:abcd)' };
  assert.deepEqual(brief(change([OTHER_CAMERA], [rotated, OTHER_CAMERA], inUse, preferences)), ['changed +1 -0', 'returned cam-9']);
  assert.deepEqual(brief(change([OTHER_CAMERA], [CAMERA, OTHER_CAMERA], inUse)), ['changed +1 -0']);
});

test('labels that appear with the permission are a change, an equal list is none', () => {
  const inUse = { kind: /** @type {const} */ ('camera'), deviceId: 'cam-1' };
  assert.deepEqual(brief(change([{ ...CAMERA, label: '' }], [CAMERA], inUse)), ['changed +0 -0']);
  assert.deepEqual(brief(change([CAMERA], [CAMERA], inUse)), []);
});

test('the next best is the remembered one, then the default, then the first', () => {
  const devices = listed(OTHER_MICROPHONE, DEFAULT_MICROPHONE, MICROPHONE);
  const preferences = { ...noChoices().devices, microphone: { deviceId: 'x', label: 'headset microphone' } };
  assert.equal(nextBest(devices, 'microphone', preferences)?.deviceId, 'mic-1');
  assert.equal(nextBest(devices, 'microphone', noChoices().devices)?.deviceId, 'default');
  assert.equal(nextBest(listed(OTHER_MICROPHONE, MICROPHONE), 'microphone', noChoices().devices)?.deviceId, 'mic-2');
  assert.equal(nextBest(devices, 'camera', noChoices().devices), null);
});

test('choices survive a reload, and what others stored under our key does no harm', () => {
  const storage = new FakeStorage();
  const choices = { devices: { ...noChoices().devices, camera: { deviceId: 'cam-1', label: 'Desk' } }, settings: { autoGainControl: false } };
  assert.equal(writeChoices(storage, choices), true);
  assert.deepEqual(readChoices(storage), choices);
  for (const rubbish of ['', '{', 'null', '7', '[]', '{"devices":7}', '{"devices":{"camera":{"deviceId":1}},"settings":{"autoGainControl":"no"}}']) {
    storage.setItem('saleflow.devices', rubbish);
    assert.deepEqual(readChoices(storage), noChoices(), rubbish);
  }
  const blocked = {
    getItem() {
      throw new Error('blocked');
    },
    setItem() {
      throw new Error('blocked');
    },
  };
  assert.deepEqual(readChoices(/** @type {any} */ (blocked)), noChoices());
  assert.equal(writeChoices(/** @type {any} */ (blocked), choices), false);
  assert.deepEqual(readChoices(null), noChoices());
});

test('an empty label finds nothing', () => {
  assert.equal(findRemembered(listed({ ...CAMERA, label: '' }), 'camera', { deviceId: 'gone', label: '' }), null);
});

test('the manager says what the reducer decided when something is unplugged', async () => {
  const media = new FakeMediaDevices();
  media.infos = [CAMERA, OTHER_CAMERA, MICROPHONE];
  const devices = new DeviceManager(fakePorts({ media }));
  assert.equal((await devices.list()).length, 3);
  devices.setInUse('camera', 'cam-1');
  devices.remember('camera', CAMERA);
  /** @type {string[]} */
  const said = [];
  devices.on('changed', ({ added, removed }) => said.push(`changed +${added.length} -${removed.length}`));
  devices.on('lost', ({ lost, replacement }) => said.push(`lost ${lost.deviceId} -> ${replacement?.deviceId}`));
  devices.on('returned', ({ device }) => said.push(`returned ${device.deviceId}`));
  media.plug([OTHER_CAMERA, MICROPHONE]);
  await devices.list();
  media.plug([CAMERA, OTHER_CAMERA, MICROPHONE]);
  await devices.list();
  assert.deepEqual(said, ['changed +0 -1', 'lost cam-1 -> cam-2', 'changed +1 -0', 'returned cam-1']);
  assert.equal(devices.findPreferred('camera')?.deviceId, 'cam-1');
});

test('the sound settings are remembered and used for the next capture', async () => {
  const storage = new FakeStorage();
  new DeviceManager(fakePorts({ storage })).settings = { echoCancellation: true, noiseSuppression: false, autoGainControl: true };
  const media = new FakeMediaDevices();
  media.infos = [MICROPHONE];
  await new DeviceManager(fakePorts({ storage, media })).capture({ audio: true });
  assert.deepEqual(media.asked[0]?.audio, { echoCancellation: true, noiseSuppression: false, autoGainControl: true });
});
