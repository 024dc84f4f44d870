import '../../ui/door/door.js';
import { preferences, remember } from '../storage.js';
import { playTestSound } from '../sound.js';

/**
 * @typedef {import('../sdk.js').Sdk} Sdk
 * @typedef {import('../../ui/door/door.js').DoorElement} DoorElement
 * @typedef {import('../../ui/door/door.js').DeviceKind} DeviceKind
 * @typedef {import('../../sdk/devices/types.js').Device} Device
 * @typedef {InstanceType<Sdk['PreviewTracks']>} Preview
 *
 * @typedef {object} Wish
 * @property {string} name
 * @property {boolean} camera
 * @property {boolean} microphone
 * @property {Preview | null} preview
 *
 * @typedef {object} DoorOptions
 * @property {string} title
 * @property {string} name
 * @property {boolean} camera whether it was on the last time
 * @property {boolean} microphone
 * @property {boolean} embedded
 * @property {(wish: Wish) => void} join
 */

/**
 * Feeds the door with devices. The camera is opened here once and handed to the call as it is.
 */
export class DoorController {
  element = /** @type {DoorElement} */ (document.createElement('sf-door'));
  #sdk;
  #options;
  #wanted;
  /** @type {Preview | null} */
  #preview = null;
  /** @type {InstanceType<Sdk['LevelMeter']> | null} */
  #meter = null;
  /** @type {MediaStreamTrack | null} */
  #metered = null;
  /** @type {readonly Device[]} */
  #devices = [];
  /** @type {'opening' | 'ready' | 'joining'} */
  #phase = 'opening';
  #silent = false;
  #over = new AbortController();

  /**
   * @param {Sdk} sdk
   * @param {DoorOptions} options
   */
  constructor(sdk, options) {
    this.#sdk = sdk;
    this.#options = options;
    this.#wanted = { camera: options.camera, microphone: options.microphone };
    this.element.name = options.name;
    this.#listen();
    this.#render();
    void this.#open();
  }

  /** Lets go of the devices, unless the call has taken them. */
  close() {
    this.#over.abort();
    this.#meter?.close();
    this.#meter = null;
    this.#preview?.close();
  }

  /** What the camera sees, to be shown in the lobby; the devices stay open for the call. */
  get picture() {
    return this.#preview?.camera ?? null;
  }

  #listen() {
    const { signal } = this.#over;
    const on = (/** @type {string} */ type, /** @type {(detail: any) => unknown} */ run) =>
      this.element.addEventListener(type, (event) => void run(/** @type {CustomEvent} */ (event).detail), { signal });
    on('sf-toggle', (kind) => this.#toggle(kind));
    on('sf-retry', (kind) => this.#set(kind, true));
    on('sf-device', ({ kind, deviceId }) => this.#choose(kind, deviceId));
    on('sf-flip', () => this.#preview?.flip());
    on('sf-test-sound', () => playTestSound(this.#speaker));
    on('sf-join', (name) => this.#join(name));
    this.#sdk.Devices.on('changed', ({ devices }) => {
      this.#devices = devices;
      this.#render();
    }, { signal });
    // The meter's sound engine waits for a gesture in some browsers.
    this.element.addEventListener('pointerdown', () => void this.#meter?.resume(), { signal });
  }

  async #open() {
    const preview = await this.#sdk.PreviewTracks.open({ audio: this.#wanted.microphone, video: this.#wanted.camera });
    if (this.#over.signal.aborted) {
      preview.close();
      return;
    }
    this.#preview = preview;
    preview.on('changed', () => this.#render(), { signal: this.#over.signal });
    preview.on('failed', () => this.#render(), { signal: this.#over.signal });
    if (this.#phase === 'opening') this.#phase = 'ready';
    this.#devices = await this.#sdk.Devices.list();
    this.#render();
  }

  /** @param {'camera' | 'microphone'} kind */
  #toggle(kind) {
    return this.#set(kind, !this.#isOn(kind));
  }

  /**
   * @param {'camera' | 'microphone'} kind
   * @param {boolean} on
   */
  async #set(kind, on) {
    this.#wanted[kind] = on;
    remember({ [kind]: on });
    await this.#preview?.setEnabled(kind, on);
    this.#render();
  }

  /**
   * @param {DeviceKind} kind
   * @param {string} deviceId
   */
  async #choose(kind, deviceId) {
    if (kind === 'speaker') {
      const device = this.#devices.find((one) => one.kind === 'speaker' && one.deviceId === deviceId);
      if (device) this.#sdk.Devices.remember('speaker', device);
    } else {
      await this.#preview?.switchDevice(kind, deviceId);
    }
    this.#render();
  }

  /** @param {'camera' | 'microphone'} kind */
  #isOn(kind) {
    return this.#preview ? this.#preview[kind] !== null : this.#wanted[kind];
  }

  get #speaker() {
    return this.#sdk.Devices.findPreferred('speaker')?.deviceId ?? null;
  }

  /** @param {string} name */
  #join(name) {
    if (this.#phase === 'joining') return;
    this.#phase = 'joining';
    this.#render();
    this.#options.join({ name, camera: this.#isOn('camera'), microphone: this.#isOn('microphone'), preview: this.#preview });
  }

  #render() {
    const preview = this.#preview;
    this.#measure(preview?.microphone ?? null);
    const camera = preview?.camera ?? null;
    const settings = camera?.getSettings();
    const phone = matchMedia('(pointer: coarse)').matches;
    this.element.view = {
      title: this.#options.title,
      phase: this.#phase,
      picture: camera,
      mirrored: preferences().mirror && settings?.facingMode !== 'environment',
      cameraOn: this.#isOn('camera'),
      microphoneOn: this.#isOn('microphone'),
      canFlip: phone && this.#devices.filter((device) => device.kind === 'camera').length > 1,
      silent: this.#silent,
      problems: preview?.errors ?? [],
      devices: this.#devices,
      selected: { camera: settings?.deviceId ?? null, microphone: preview?.microphone?.getSettings().deviceId ?? null, speaker: this.#speaker },
      canChooseSpeaker: this.#sdk.Devices.canChooseSpeaker && this.#devices.some((device) => device.kind === 'speaker'),
      embedded: this.#options.embedded,
    };
  }

  /** @param {MediaStreamTrack | null} track */
  #measure(track) {
    if (track === this.#metered) return;
    this.#metered = track;
    this.#meter?.close();
    this.#meter = null;
    this.#silent = false;
    this.element.level = 0;
    if (!track || this.#over.signal.aborted) return;
    const meter = new this.#sdk.LevelMeter(track);
    meter.on('level', ({ level }) => {
      this.element.level = level;
    });
    meter.on('silent', ({ silent }) => {
      this.#silent = silent;
      this.#render();
    });
    this.#meter = meter;
  }
}
