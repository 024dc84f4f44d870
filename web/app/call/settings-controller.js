import { preferences, remember, setTheme, theme } from '../storage.js';
import { playTestSound } from '../sound.js';
import { errorText } from '../../ui/model/errors.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 * @typedef {import('../../sdk/devices/types.js').Device} Device
 * @typedef {import('../../sdk/devices/types.js').DeviceKind} DeviceKind
 * @typedef {import('../../sdk/devices/types.js').AudioSettings} AudioSettings
 */

/**
 * Feeds the settings dialog, and does what is chosen there at once: there is no "save".
 */
export class SettingsController {
  #call;
  /** @type {readonly Device[]} */
  #devices = [];

  /** @param {CallController} call */
  constructor(call) {
    this.#call = call;
    const { element, signal, sdk } = call;
    const on = (/** @type {string} */ type, /** @type {(detail: any) => unknown} */ run) => element.addEventListener(type, (event) => void run(/** @type {CustomEvent} */ (event).detail), { signal });
    on('sf-device', ({ kind, deviceId }) => this.#choose(kind, deviceId));
    on('sf-audio', (change) => this.#setAudio(change));
    on('sf-habit', (change) => {
      remember(change);
      this.#call.render();
      this.#render();
    });
    on('sf-theme', (chosen) => {
      setTheme(chosen);
      this.#render();
    });
    on('sf-test-sound', () => playTestSound(this.#selected('speaker')));
    on('sf-ask-speaker', () => this.#askForSpeaker());
    sdk.Devices.on('changed', ({ devices }) => {
      this.#devices = devices;
      this.#render();
    }, { signal });
  }

  open() {
    this.#call.element.settings.open();
    this.#render();
    void this.#call.sdk.Devices.list().then((devices) => {
      this.#devices = devices;
      this.#render();
    });
  }

  close() {
    if (this.#call.element.settings.isOpen) this.#call.element.settings.close();
  }

  /** @param {number} level of the own microphone */
  level(level) {
    if (this.#call.element.settings.isOpen) this.#call.element.settings.level = level;
  }

  #render() {
    if (!this.#call.element.settings.isOpen) return;
    const { mirror, hideSelf, letters } = preferences();
    const { Devices } = this.#call.sdk;
    this.#call.element.settings.view = {
      devices: this.#devices,
      selected: { camera: this.#selected('camera'), microphone: this.#selected('microphone'), speaker: this.#selected('speaker') },
      canChooseSpeaker: Devices.canChooseSpeaker, mustAskForSpeakers: this.#mustAsk, audio: Devices.settings, theme: theme(), mirror, hideSelf, letters,
    };
  }

  /** Firefox names no speaker before its own dialog was answered. */
  get #mustAsk() {
    return Boolean(navigator.mediaDevices && 'selectAudioOutput' in navigator.mediaDevices) && !this.#devices.some((device) => device.kind === 'speaker');
  }

  async #askForSpeaker() {
    const speaker = await this.#call.sdk.Devices.askForSpeaker();
    if (!speaker) return;
    this.#devices = await this.#call.sdk.Devices.list();
    await this.#choose('speaker', speaker.deviceId);
  }

  /**
   * @param {DeviceKind} kind
   * @returns {string | null}
   */
  #selected(kind) {
    const { Devices } = this.#call.sdk;
    if (kind === 'speaker') return Devices.findPreferred('speaker')?.deviceId ?? null;
    return this.#call.room.localParticipant.track(kind)?.mediaStreamTrack?.getSettings().deviceId ?? Devices.findPreferred(kind)?.deviceId ?? null;
  }

  /**
   * @param {DeviceKind} kind
   * @param {string} deviceId
   */
  async #choose(kind, deviceId) {
    const { room, sdk } = this.#call;
    const device = this.#devices.find((one) => one.kind === kind && one.deviceId === deviceId);
    try {
      if (kind === 'speaker') await room.setSpeaker(deviceId);
      else if (room.localParticipant.track(kind)?.mediaStreamTrack) await room.switchDevice(kind, deviceId);
      if (device) sdk.Devices.remember(kind, device);
    } catch {
      // `mediaDevicesError` has told why; the old device goes on.
    }
    this.#call.render();
    this.#render();
  }

  /** @param {Partial<AudioSettings>} change */
  async #setAudio(change) {
    const { Devices } = this.#call.sdk;
    Devices.settings = { ...Devices.settings, ...change };
    const track = this.#call.room.localParticipant.track('microphone')?.mediaStreamTrack;
    try {
      await track?.applyConstraints({ ...track.getConstraints(), ...Devices.settings });
    } catch {
      const { title } = errorText('internal');
      this.#call.notices.show({ key: 'audio', title, text: 'The change takes effect when the microphone is switched on the next time.', icon: 'info' });
    }
    this.#render();
  }
}
