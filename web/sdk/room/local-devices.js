import { RoomError } from '../errors.js';

/**
 * @typedef {import('../devices/types.js').CaptureKind} CaptureKind
 * @typedef {import('../devices/types.js').CaptureFailure} CaptureFailure
 * @typedef {import('../devices/types.js').TrackRequest} TrackRequest
 * @typedef {import('../devices/screen-capture.js').ScreenCapture} ScreenCapture
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 *
 * @typedef {object} DevicesListener
 * @property {(failure: CaptureFailure) => void} failed
 * @property {(devices: import('../devices/types.js').Device[]) => void} changed
 */

/**
 * Opens and releases the devices behind the publications: camera, microphone, screen. Commands for one device run one after the other.
 */
export class LocalDevices {
  #devices;
  #captureScreen;
  #publications;
  #listener;
  #detach = new AbortController();
  /**
   * Ends of the queues, by device.
   *
   * @type {Map<string, Promise<unknown>>}
   */
  #queues = new Map();
  /** @type {ScreenCapture | null} */
  #screen = null;

  /**
   * @param {import('../environment.js').Environment} environment
   * @param {import('./publications.js').Publications} publications
   * @param {DevicesListener} listener
   */
  constructor({ devices, captureScreen }, publications, listener) {
    this.#devices = devices;
    this.#captureScreen = captureScreen;
    this.#publications = publications;
    this.#listener = listener;
    const { signal } = this.#detach;
    devices.on('changed', (event) => listener.changed(event.devices), { signal });
    devices.on('lost', ({ kind, replacement }) => void this.#lost(kind, replacement?.deviceId ?? null), { signal });
  }

  /**
   * Opens what the call begins with and the preview has not. Never rejects: one can join without any device.
   *
   * @param {import('./types.js').CaptureOptions} options
   * @param {import('./types.js').PreviewLike | null} preview
   */
  async open({ audio, video, settings }, preview) {
    const request = { audio: preview?.microphone ? false : audio, video: preview?.camera ? false : video, settings };
    if (!request.audio && !request.video) return;
    const { stream, errors } = await this.#devices.capture(request);
    if (this.#detach.signal.aborted) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    for (const error of errors) this.#listener.failed(error);
    this.#publishAll(stream.getTracks());
  }

  /** @param {import('./types.js').PreviewLike | null} preview whose tracks are the call's from now on */
  takeOver(preview) {
    const taken = preview?.take();
    if (taken) this.#publishAll([taken.microphone, taken.camera]);
  }

  /**
   * @param {CaptureKind} kind
   * @param {boolean} enabled
   * @returns {Promise<void>}
   */
  setEnabled(kind, enabled) {
    return this.#queue(kind, () => (enabled ? this.#enable(kind, {}) : this.#release(kind)));
  }

  /**
   * @param {TrackSource} source
   * @param {boolean} muted
   * @returns {Promise<void>}
   */
  async setMuted(source, muted) {
    // Muting waits for nothing: whoever presses the button is not heard any more.
    if (muted) return this.#publications.setMuted(source, true);
    if (source === 'microphone' || source === 'camera') return this.setEnabled(source, true);
    this.#publications.setMuted(source, false);
  }

  /**
   * Goes over to another device and remembers it. While the device is released, it is the one that opens next.
   *
   * @param {CaptureKind} kind
   * @param {string} deviceId
   * @returns {Promise<void>}
   */
  switchDevice(kind, deviceId) {
    return this.#queue(kind, async () => {
      const known = (await this.#devices.list()).find((device) => device.kind === kind && device.deviceId === deviceId);
      if (this.#publications.get(kind)?.mediaStreamTrack) await this.#enable(kind, { deviceId });
      this.#devices.remember(kind, known ?? { deviceId, label: '' });
    });
  }

  /**
   * The other camera of a phone.
   *
   * @returns {Promise<void>}
   */
  flipCamera() {
    return this.#queue('camera', () => {
      const isBack = this.#publications.get('camera')?.mediaStreamTrack?.getSettings().facingMode === 'environment';
      return this.#enable('camera', { facing: isBack ? 'user' : 'environment' });
    });
  }

  /**
   * @param {{audio?: boolean}} options
   * @returns {Promise<void>}
   */
  shareScreen(options) {
    return this.#queue('screen_share', async () => {
      const { capture, error } = await this.#captureScreen(options);
      if (error) {
        this.#listener.failed(error);
        throw new RoomError('device', error.advice, { cause: error });
      }
      if (capture === null) throw new RoomError('cancelled', 'The person closed the dialog.');
      this.#endScreen();
      this.#screen = capture;
      capture.on('ended', () => this.#endScreen());
      try {
        await this.#publications.publish('screen_share', capture.video);
        if (capture.audio) await this.#publications.publish('screen_share_audio', capture.audio);
      } catch (failure) {
        this.#endScreen();
        throw failure;
      }
    });
  }

  /** @returns {Promise<void>} */
  stopScreenShare() {
    return this.#queue('screen_share', async () => this.#endScreen());
  }

  /** Releases everything: the call is over. */
  close() {
    this.#detach.abort();
    this.#endScreen();
    for (const kind of /** @type {const} */ (['camera', 'microphone'])) {
      this.#publications.get(kind)?.mediaStreamTrack?.stop();
      this.#devices.setInUse(kind, null);
    }
  }

  /** @param {(MediaStreamTrack | null)[]} tracks */
  #publishAll(tracks) {
    for (const track of tracks) {
      if (track === null) continue;
      const kind = track.kind === 'audio' ? 'microphone' : 'camera';
      this.#devices.setInUse(kind, track.getSettings().deviceId ?? null);
      // A person who may not publish joins all the same.
      this.#publications.publish(kind, track).catch(() => track.stop());
    }
  }

  /**
   * @param {CaptureKind} kind
   * @param {TrackRequest} request
   */
  async #enable(kind, request) {
    const current = this.#publications.get(kind)?.mediaStreamTrack ?? null;
    const isChange = request.deviceId !== undefined || request.facing !== undefined;
    if (isChange || current?.readyState !== 'live') {
      const { track, error } = await this.#devices.reopen(current, kind, request);
      if (this.#detach.signal.aborted) {
        track?.stop();
        throw new RoomError('left', 'The call is over.');
      }
      if (track) await this.#use(kind, track);
      if (error) {
        this.#listener.failed(error);
        throw new RoomError('device', error.advice, { cause: error });
      }
    }
    if (!isChange) this.#publications.setMuted(kind, false);
  }

  /**
   * @param {CaptureKind} kind
   * @param {MediaStreamTrack} track
   */
  async #use(kind, track) {
    this.#devices.setInUse(kind, track.getSettings().deviceId ?? null);
    try {
      await this.#publications.publish(kind, track);
    } catch (error) {
      track.stop();
      this.#devices.setInUse(kind, null);
      throw error;
    }
  }

  /** @param {CaptureKind} kind */
  async #release(kind) {
    this.#publications.setMuted(kind, true);
    this.#publications.get(kind)?.mediaStreamTrack?.stop();
    this.#publications.replace(kind, null);
    this.#devices.setInUse(kind, null);
  }

  /**
   * The device in use was unplugged.
   *
   * @param {import('../devices/types.js').DeviceKind} kind
   * @param {string | null} replacement
   */
  async #lost(kind, replacement) {
    if (kind === 'speaker' || !this.#publications.get(kind)?.mediaStreamTrack) return;
    await this.#queue(kind, () => (replacement === null ? this.#release(kind) : this.#enable(kind, { deviceId: replacement }))).catch(
      // The replacement could not be opened either, and the person was told so.
      () => this.#release(kind),
    );
  }

  #endScreen() {
    if (this.#screen === null) return;
    this.#screen.stop();
    this.#screen = null;
    this.#publications.unpublish('screen_share');
    this.#publications.unpublish('screen_share_audio');
  }

  /**
   * @param {string} name
   * @param {() => Promise<void>} command
   * @returns {Promise<void>}
   */
  #queue(name, command) {
    const result = (this.#queues.get(name) ?? Promise.resolve()).then(command);
    this.#queues.set(
      name,
      result.catch(() => {}),
    );
    return result;
  }
}
