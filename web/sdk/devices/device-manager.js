import { Emitter } from '../events/emitter.js';
import { browserFamily } from './browser-family.js';
import { beginCapture, capturePlanned } from './capture-plan.js';
import { DEFAULT_AUDIO_SETTINGS, CAMERA_LADDER, cameraConstraints, microphoneConstraints } from './constraints.js';
import { captureFailure, captureReason, insecureContextError } from './failure.js';
import { deviceUsed, devicesFrom, devicesListed, emptyInventory } from './inventory.js';
import { findRemembered, readChoices, writeChoices } from './preferences.js';
import { askForSpeaker, setSpeaker } from './speaker.js';

/**
 * @typedef {import('./types.js').Device} Device
 * @typedef {import('./types.js').DeviceKind} DeviceKind
 * @typedef {import('./types.js').CaptureKind} CaptureKind
 * @typedef {import('./types.js').CaptureFailure} CaptureFailure
 * @typedef {import('./types.js').AudioSettings} AudioSettings
 * @typedef {import('./types.js').TrackRequest} TrackRequest
 * @typedef {import('./types.js').TrackResult} TrackResult
 *
 * @typedef {object} DevicePorts what the manager needs of the browser; each can be replaced in a test
 * @property {() => MediaDevices | undefined} mediaDevices undefined outside a secure context
 * @property {() => import('./browser-family.js').NavigatorFacts} navigatorFacts
 * @property {(name: string) => Promise<string>} permissionState rejects where the browser does not know that name
 * @property {() => import('./preferences.js').KeyValueStore | null} storage
 * @property {() => boolean} canChooseSpeaker
 * @property {() => MediaStream} newStream
 * @property {() => number} now milliseconds
 */

/** @type {DevicePorts} */
export const browserPorts = Object.freeze({
  mediaDevices: () => globalThis.navigator?.mediaDevices,
  navigatorFacts: () => globalThis.navigator ?? {},
  permissionState: async (/** @type {string} */ name) =>
    (await navigator.permissions.query({ name: /** @type {PermissionName} */ (name) })).state,
  storage: () => {
    try {
      return globalThis.localStorage ?? null;
    } catch {
      // Blocked cookies make the mere access throw.
      return null;
    }
  },
  canChooseSpeaker: () => typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype,
  newStream: () => new MediaStream(),
  now: () => performance.now(),
});

/**
 * Cameras, microphones and speakers: which there are, which one to use, and opening them. Decisions are in `inventory.js`, `capture-plan.js`
 * and `constraints.js`; this class asks the browser.
 *
 * It never holds a track: whoever captures stops. `setInUse` tells it what is being used, so that it can say when that is unplugged.
 *
 * @extends {Emitter<import('./types.js').DeviceEvents>}
 */
export class DeviceManager extends Emitter {
  #ports;
  #inventory = emptyInventory();
  /** @type {import('./preferences.js').StoredChoices | null} */
  #choices = null;
  #isListening = false;
  /** @type {Promise<void>} */
  #refreshing = Promise.resolve();

  /** @param {Partial<DevicePorts>} [ports] */
  constructor(ports = {}) {
    super();
    this.#ports = { ...browserPorts, ...ports };
  }

  /** What this browser is, as far as phones and advice go. */
  get browser() {
    return browserFamily(this.#ports.navigatorFacts());
  }

  /** The remembered choices. Not necessarily plugged in; see `findPreferred`. */
  get preferred() {
    return { ...this.#stored().devices };
  }

  /**
   * The sound settings, remembered.
   *
   * @returns {AudioSettings}
   */
  get settings() {
    return { ...DEFAULT_AUDIO_SETTINGS, ...this.#stored().settings };
  }

  set settings(settings) {
    const stored = this.#stored();
    this.#save({ ...stored, settings: { ...stored.settings, ...settings } });
  }

  /** Whether sound can be sent to another speaker than the system's default. */
  get canChooseSpeaker() {
    return this.#ports.canChooseSpeaker();
  }

  /**
   * The devices that are there now. Before the first permission a browser names none, or only some.
   *
   * @returns {Promise<Device[]>}
   */
  async list() {
    await this.refresh();
    return [...this.#inventory.devices];
  }

  /**
   * The remembered device of this kind if it is plugged in, as of the last `list`.
   *
   * @param {DeviceKind} kind
   * @returns {Device | null}
   */
  findPreferred(kind) {
    return findRemembered(this.#inventory.devices, kind, this.#stored().devices[kind]);
  }

  /**
   * @param {DeviceKind} kind
   * @param {{deviceId: string, label: string} | null} device null forgets
   * @returns {void}
   */
  remember(kind, device) {
    const stored = this.#stored();
    const remembered = device && { deviceId: device.deviceId, label: device.label };
    this.#save({ ...stored, devices: { ...stored.devices, [kind]: remembered } });
  }

  /**
   * @param {DeviceKind} kind
   * @param {string | null} deviceId null when it was released
   * @returns {void}
   */
  setInUse(kind, deviceId) {
    this.#listen();
    this.#inventory = deviceUsed(this.#inventory, kind, deviceId);
  }

  /**
   * Reads the list again. `devicechange` does this by itself; call it after capturing by other means, since labels appear then.
   *
   * @returns {Promise<void>}
   */
  refresh() {
    this.#listen();
    // One after the other: two lists under way at once could arrive in the wrong order.
    this.#refreshing = this.#refreshing.then(() => this.#readList());
    return this.#refreshing;
  }

  /**
   * Opens camera and microphone with one question to the person. Never rejects: what could not be had is explained in `errors`,
   * and the rest is in `stream`, which has no tracks when nothing could.
   *
   * @param {import('./types.js').CaptureRequest} request
   * @returns {Promise<import('./types.js').CaptureResult>}
   */
  async capture({ audio = false, video = false, settings = {} }) {
    const mediaDevices = this.#ports.mediaDevices();
    const infos = mediaDevices ? await enumerate(mediaDevices) : [];
    const devices = devicesFrom(infos);
    const stream = this.#ports.newStream();
    let { state, action } = beginCapture({
      audio,
      video,
      settings: { ...this.settings, ...settings },
      microphone: this.#remembered('microphone', devices),
      camera: this.#remembered('camera', devices),
      isSecure: mediaDevices !== undefined,
      present: { microphone: lists(infos, 'audioinput'), camera: lists(infos, 'videoinput') },
    });
    while (action.type === 'ask') {
      const outcome = await this.#ask(action.constraints, stream);
      ({ state, action } = capturePlanned(state, outcome));
    }
    if (stream.getTracks().length > 0) await this.refresh();
    const errors = action.failures.map(({ source, reason, cause }) =>
      captureFailure(source, reason, cause ?? insecureContextError(), this.browser),
    );
    return { stream, errors };
  }

  /**
   * Opens one device: the one that was chosen, or the best.
   *
   * @param {CaptureKind} kind
   * @param {TrackRequest} request
   * @returns {Promise<TrackResult>} one of the two members is null
   */
  async captureTrack(kind, { deviceId, facing, settings = {} } = {}) {
    const mediaDevices = this.#ports.mediaDevices();
    if (!mediaDevices) return { track: null, error: captureFailure(kind, 'insecure', insecureContextError(), this.browser) };
    const selection = deviceId ? { deviceId, isExact: true } : facing ? { facing } : this.#remembered(kind, this.#inventory.devices);
    const soundSettings = { ...this.settings, ...settings };
    const steps = kind === 'camera' ? CAMERA_LADDER.length : 1;
    /** @type {unknown} */
    let cause = null;
    for (let step = 0; step < steps; step += 1) {
      const constraints =
        kind === 'camera'
          ? { video: cameraConstraints(true, step, selection) }
          : { audio: microphoneConstraints(true, soundSettings, selection) };
      try {
        const stream = await mediaDevices.getUserMedia(constraints);
        await this.refresh();
        return { track: stream.getTracks()[0] ?? null, error: null };
      } catch (error) {
        cause = error;
        const reason = captureReason(error);
        if (reason !== 'busy' && reason !== 'overconstrained') break;
      }
    }
    return { track: null, error: captureFailure(kind, captureReason(cause), cause, this.browser) };
  }

  /**
   * Changes the device behind a track. Elsewhere than on phones the new device is opened first, so that nothing is lost when it fails.
   * A phone opens one camera (and iOS one microphone) at a time: there the old track is stopped first, and opened again when the new one fails.
   * The old track is stopped unless `error` is set and `restored` is false and the browser is no phone.
   *
   * @param {MediaStreamTrack | null} oldTrack
   * @param {CaptureKind} kind
   * @param {TrackRequest} [request]
   * @returns {Promise<import('./types.js').ReopenResult>}
   */
  async reopen(oldTrack, kind, request = {}) {
    const { isPhone } = this.browser;
    const previous = oldTrack?.getSettings().deviceId;
    if (isPhone) oldTrack?.stop();
    const { track, error } = await this.captureTrack(kind, request);
    if (!error) {
      oldTrack?.stop();
      return { track, error: null, restored: false };
    }
    if (!isPhone || !previous) return { track: null, error, restored: false };
    const again = await this.captureTrack(kind, { ...request, facing: undefined, deviceId: previous });
    return { track: again.track, error, restored: again.track !== null };
  }

  /**
   * The other camera of a phone.
   *
   * @param {MediaStreamTrack} oldTrack
   * @returns {Promise<import('./types.js').ReopenResult>}
   */
  flip(oldTrack) {
    const { facingMode } = oldTrack.getSettings();
    return this.reopen(oldTrack, 'camera', { facing: facingMode === 'environment' ? 'user' : 'environment' });
  }

  /**
   * Sends the sound of a media element or an AudioContext to a speaker.
   *
   * @param {HTMLMediaElement | AudioContext} sink
   * @param {string} deviceId empty or `default`: the system's default
   * @returns {Promise<boolean>} false where the browser cannot, or the speaker is gone
   */
  setSpeaker(sink, deviceId) {
    return setSpeaker(sink, deviceId);
  }

  /**
   * Lets the person choose a speaker in the browser's own dialog, which Firefox demands. Call it in a click.
   *
   * @returns {Promise<Device | null>} null when cancelled, or where the browser lists speakers without asking
   */
  async askForSpeaker() {
    const speaker = await askForSpeaker(this.#ports.mediaDevices());
    if (speaker) await this.refresh();
    return speaker;
  }

  /**
   * @override
   * @template {keyof import('./types.js').DeviceEvents & string} Type
   * @param {Type} type
   * @param {(payload: import('./types.js').DeviceEvents[Type]) => void} listener
   * @param {{signal?: AbortSignal, once?: boolean}} [options]
   */
  on(type, listener, options) {
    this.#listen();
    return super.on(type, listener, options);
  }

  #listen() {
    const mediaDevices = this.#ports.mediaDevices();
    if (this.#isListening || !mediaDevices) return;
    this.#isListening = true;
    mediaDevices.addEventListener('devicechange', () => void this.refresh());
  }

  async #readList() {
    const mediaDevices = this.#ports.mediaDevices();
    if (!mediaDevices) return;
    const devices = devicesFrom(await enumerate(mediaDevices));
    const { state, events } = devicesListed(this.#inventory, devices, this.#stored().devices);
    this.#inventory = state;
    for (const event of events) {
      switch (event.type) {
        case 'changed':
          this.emit('changed', { devices: event.devices, added: event.added, removed: event.removed });
          break;
        case 'lost':
          this.emit('lost', { kind: event.kind, lost: event.lost, replacement: event.replacement });
          break;
        case 'returned':
          this.emit('returned', { kind: event.kind, device: event.device });
          break;
      }
    }
  }

  /**
   * @param {MediaStreamConstraints} constraints
   * @param {MediaStream} into
   * @returns {Promise<import('./capture-plan.js').Outcome>}
   */
  async #ask(constraints, into) {
    const mediaDevices = /** @type {MediaDevices} */ (this.#ports.mediaDevices());
    const startedAt = this.#ports.now();
    try {
      const stream = await mediaDevices.getUserMedia(constraints);
      for (const track of stream.getTracks()) into.addTrack(track);
      return { type: 'granted' };
    } catch (cause) {
      const elapsedMs = this.#ports.now() - startedAt;
      const permissions = { camera: await this.#permission('camera'), microphone: await this.#permission('microphone') };
      return { type: 'refused', reason: captureReason(cause), cause, permissions, elapsedMs };
    }
  }

  /**
   * @param {CaptureKind} name
   * @returns {Promise<import('./capture-plan.js').Permission>}
   */
  async #permission(name) {
    try {
      const state = await this.#ports.permissionState(name);
      return state === 'granted' || state === 'denied' || state === 'prompt' ? state : 'unknown';
    } catch {
      return 'unknown';
    }
  }

  /**
   * @param {CaptureKind} kind
   * @param {readonly Device[]} devices
   * @returns {import('./constraints.js').DeviceSelection}
   */
  #remembered(kind, devices) {
    const remembered = this.#stored().devices[kind];
    if (!remembered) return {};
    // Before the first permission nothing is listed by name; the remembered id is the best guess then.
    return { deviceId: findRemembered(devices, kind, remembered)?.deviceId ?? remembered.deviceId };
  }

  #stored() {
    this.#choices ??= readChoices(this.#ports.storage());
    return this.#choices;
  }

  /** @param {import('./preferences.js').StoredChoices} choices */
  #save(choices) {
    this.#choices = choices;
    writeChoices(this.#ports.storage(), choices);
  }
}

/** The devices of this browser. */
export const Devices = new DeviceManager();

/**
 * @param {MediaDevices} mediaDevices
 * @returns {Promise<MediaDeviceInfo[]>}
 */
async function enumerate(mediaDevices) {
  try {
    return await mediaDevices.enumerateDevices();
  } catch {
    // A policy forbids listing; opening is refused with a reason of its own.
    return [];
  }
}

/**
 * @param {readonly MediaDeviceInfo[]} infos
 * @param {MediaDeviceKind} kind
 */
function lists(infos, kind) {
  return infos.length === 0 || infos.some((info) => info.kind === kind);
}
