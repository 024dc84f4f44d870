import { Emitter } from '../events/emitter.js';
import { Devices } from './device-manager.js';

/**
 * The camera and microphone before the call: opened once, shown in the preview, and handed to the call as they are.
 *
 * @typedef {import('./types.js').CaptureKind} CaptureKind
 * @typedef {import('./types.js').CaptureFailure} CaptureFailure
 * @typedef {{camera: MediaStreamTrack | null, microphone: MediaStreamTrack | null}} TakenTracks
 *
 * @extends {Emitter<{changed: TakenTracks, failed: CaptureFailure}>}
 */
export class PreviewTracks extends Emitter {
  #devices;
  /** @type {TakenTracks} */
  #tracks = { camera: null, microphone: null };
  /** @type {CaptureFailure[]} */
  #errors = [];
  #detach = new AbortController();
  #isTaken = false;

  /**
   * Opens what was asked for with one question to the person. Never rejects; see `errors`.
   *
   * @param {import('./types.js').CaptureRequest} request
   * @param {import('./device-manager.js').DeviceManager} [devices]
   * @returns {Promise<PreviewTracks>}
   */
  static async open(request, devices = Devices) {
    const { stream, errors } = await devices.capture(request);
    const [camera = null] = stream.getVideoTracks();
    const [microphone = null] = stream.getAudioTracks();
    return new PreviewTracks({ camera, microphone }, errors, devices);
  }

  /**
   * @param {TakenTracks} tracks
   * @param {CaptureFailure[]} errors
   * @param {import('./device-manager.js').DeviceManager} devices
   */
  constructor(tracks, errors, devices) {
    super();
    this.#devices = devices;
    this.#errors = errors;
    this.#set('camera', tracks.camera);
    this.#set('microphone', tracks.microphone);
    devices.on(
      'lost',
      ({ kind, replacement }) => {
        if (kind !== 'speaker') void this.#replaceLost(kind, replacement);
      },
      { signal: this.#detach.signal },
    );
  }

  /** Null while the camera is off or could not be opened. */
  get camera() {
    return this.#tracks.camera;
  }

  get microphone() {
    return this.#tracks.microphone;
  }

  /** What could not be opened, newest for each device. */
  get errors() {
    return [...this.#errors];
  }

  /**
   * Opens a device, or releases it (its light goes out).
   *
   * @param {CaptureKind} kind
   * @param {boolean} isEnabled
   * @returns {Promise<boolean>} whether it is as wished
   */
  async setEnabled(kind, isEnabled) {
    if (this.#isTaken || isEnabled === (this.#tracks[kind] !== null)) return !this.#isTaken;
    if (isEnabled) return this.#open(kind, {});
    this.#tracks[kind]?.stop();
    this.#set(kind, null);
    this.#changed();
    return true;
  }

  /**
   * Goes over to another device and remembers it.
   *
   * @param {CaptureKind} kind
   * @param {string} deviceId
   * @returns {Promise<boolean>} false when it failed; the old device is still open then
   */
  async switchDevice(kind, deviceId) {
    const isOpen = await this.#open(kind, { deviceId });
    if (isOpen) this.#devices.remember(kind, { deviceId, label: this.#tracks[kind]?.label ?? '' });
    return isOpen;
  }

  /**
   * The other camera of a phone.
   *
   * @returns {Promise<boolean>}
   */
  async flip() {
    const facing = this.camera?.getSettings().facingMode === 'environment' ? 'user' : 'environment';
    return this.#open('camera', { facing });
  }

  /**
   * Hands the tracks over to the call, which stops them from now on. This object does nothing any more.
   *
   * @returns {TakenTracks}
   */
  take() {
    const tracks = { ...this.#tracks };
    this.#isTaken = true;
    this.#detach.abort();
    return tracks;
  }

  /**
   * Stops the devices, unless the call has taken them.
   *
   * @returns {void}
   */
  close() {
    this.#detach.abort();
    if (this.#isTaken) return;
    this.#isTaken = true;
    for (const kind of /** @type {const} */ (['camera', 'microphone'])) {
      this.#tracks[kind]?.stop();
      this.#set(kind, null);
    }
  }

  /**
   * @param {CaptureKind} kind
   * @param {import('./types.js').TrackRequest} request
   * @returns {Promise<boolean>}
   */
  async #open(kind, request) {
    if (this.#isTaken) return false;
    const old = this.#tracks[kind];
    const { track, error } = await this.#devices.reopen(old, kind, request);
    // The call took over, or the page was left, while the device opened: nobody else will stop this one.
    if (this.#isTaken) {
      track?.stop();
      return false;
    }
    this.#errors = this.#errors.filter((failure) => failure.source !== kind);
    if (error) this.#errors.push(error);
    const kept = old?.readyState === 'live' ? old : null;
    this.#set(kind, track ?? kept);
    this.#changed();
    if (error) this.emit('failed', error);
    return error === null;
  }

  /**
   * @param {CaptureKind} kind
   * @param {import('./types.js').Device | null} replacement
   */
  async #replaceLost(kind, replacement) {
    if (!this.#tracks[kind]) return;
    this.#tracks[kind]?.stop();
    if (replacement) {
      await this.#open(kind, { deviceId: replacement.deviceId });
    } else {
      this.#set(kind, null);
      this.#changed();
    }
  }

  /**
   * @param {CaptureKind} kind
   * @param {MediaStreamTrack | null} track
   */
  #set(kind, track) {
    this.#tracks = { ...this.#tracks, [kind]: track };
    this.#devices.setInUse(kind, track?.getSettings().deviceId ?? null);
  }

  #changed() {
    this.emit('changed', { ...this.#tracks });
  }
}
