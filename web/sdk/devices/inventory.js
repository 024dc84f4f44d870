import { DEVICE_KINDS, findRemembered } from './preferences.js';

/**
 * What is plugged in and what is in use, as a pure reducer: decides what to say when the list changes.
 *
 * @typedef {import('./types.js').Device} Device
 * @typedef {import('./types.js').DeviceKind} DeviceKind
 *
 * @typedef {object} InventoryState
 * @property {readonly Device[]} devices
 * @property {Readonly<Record<DeviceKind, string | null>>} inUse device ids
 *
 * @typedef {{type: 'changed', devices: Device[], added: Device[], removed: Device[]}
 *   | {type: 'lost', kind: DeviceKind, lost: Device, replacement: Device | null}
 *   | {type: 'returned', kind: DeviceKind, device: Device}} InventoryEvent
 */

/** @returns {InventoryState} */
export function emptyInventory() {
  return { devices: [], inUse: { camera: null, microphone: null, speaker: null } };
}

/**
 * @param {InventoryState} state
 * @param {readonly Device[]} devices as they are now
 * @param {import('./types.js').Preferences} preferences
 * @returns {{state: InventoryState, events: InventoryEvent[]}}
 */
export function devicesListed(state, devices, preferences) {
  const added = devices.filter((device) => !has(state.devices, device));
  const removed = state.devices.filter((device) => !has(devices, device));
  const relabelled = devices.some((device) => state.devices.some((old) => isSame(old, device) && old.label !== device.label));
  if (added.length === 0 && removed.length === 0 && !relabelled) return { state: { ...state, devices }, events: [] };

  /** @type {InventoryEvent[]} */
  const events = [{ type: 'changed', devices: [...devices], added, removed }];
  const inUse = { ...state.inUse };
  for (const kind of DEVICE_KINDS) {
    const lost = lostDevice(state, devices, kind);
    if (lost) {
      const replacement = nextBest(devices, kind, preferences);
      inUse[kind] = replacement?.deviceId ?? null;
      events.push({ type: 'lost', kind, lost, replacement });
      continue;
    }
    const wanted = findRemembered(added, kind, preferences[kind]);
    if (wanted && inUse[kind] !== null && inUse[kind] !== wanted.deviceId) events.push({ type: 'returned', kind, device: wanted });
  }
  return { state: { devices, inUse }, events };
}

/**
 * @param {InventoryState} state
 * @param {DeviceKind} kind
 * @param {string | null} deviceId
 * @returns {InventoryState}
 */
export function deviceUsed(state, kind, deviceId) {
  return { ...state, inUse: { ...state.inUse, [kind]: deviceId } };
}

/**
 * The device to go on with: the remembered one, else the system's default, else the first.
 *
 * @param {readonly Device[]} devices
 * @param {DeviceKind} kind
 * @param {import('./types.js').Preferences} preferences
 * @returns {Device | null}
 */
export function nextBest(devices, kind, preferences) {
  const ofKind = devices.filter((device) => device.kind === kind);
  return (
    findRemembered(ofKind, kind, preferences[kind]) ?? ofKind.find((device) => device.deviceId === 'default') ?? ofKind[0] ?? null
  );
}

/**
 * Devices as the browser lists them, without those that it hides (before the first permission ids and labels are empty)
 * and without Windows' second alias for the default.
 *
 * @param {readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label' | 'groupId'>[]} infos
 * @returns {Device[]}
 */
export function devicesFrom(infos) {
  /** @type {Record<string, DeviceKind>} */
  const kinds = { videoinput: 'camera', audioinput: 'microphone', audiooutput: 'speaker' };
  return infos.flatMap(({ kind, deviceId, label, groupId }) => {
    const ours = kinds[kind];
    if (!ours || !deviceId || deviceId === 'communications') return [];
    return [{ kind: ours, deviceId, label, groupId, facing: ours === 'camera' ? facingOf(label) : null }];
  });
}

/**
 * @param {string} label such as "camera2 0, facing back" (Android) or "Front Camera" (iOS)
 * @returns {import('./types.js').Facing | null}
 */
function facingOf(label) {
  if (/\b(back|rear|environment)\b/i.test(label)) return 'environment';
  if (/\b(front|user|facetime)\b/i.test(label)) return 'user';
  return null;
}

/**
 * @param {InventoryState} state
 * @param {readonly Device[]} now
 * @param {DeviceKind} kind
 * @returns {Device | null}
 */
function lostDevice(state, now, kind) {
  const used = state.devices.find((device) => device.kind === kind && device.deviceId === state.inUse[kind]);
  if (!used) return null;
  if (used.deviceId !== 'default') return has(now, used) ? null : used;
  // `default` stays in the list when what it stood for is unplugged: look at the real device behind it.
  const real = state.devices.find(
    (device) => device.kind === kind && device.deviceId !== 'default' && device.groupId !== '' && device.groupId === used.groupId,
  );
  if (real) return has(now, real) ? null : used;
  return has(now, used) ? null : used;
}

/**
 * @param {readonly Device[]} devices
 * @param {Device} device
 */
function has(devices, device) {
  return devices.some((other) => isSame(other, device));
}

/**
 * @param {Device} a
 * @param {Device} b
 */
function isSame(a, b) {
  return a.kind === b.kind && a.deviceId === b.deviceId;
}
