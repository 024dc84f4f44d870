import { Participant } from './participant.js';

/**
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('./participant.js').ParticipantRecord} ParticipantRecord
 */

/**
 * What the local participant asks of the room's parts.
 *
 * @typedef {object} LocalCommands
 * @property {(source: 'camera' | 'microphone', enabled: boolean) => Promise<void>} setEnabled
 * @property {(source: TrackSource, muted: boolean) => Promise<void>} setMuted
 * @property {(kind: import('../devices/types.js').DeviceKind, deviceId: string) => Promise<void>} switchDevice
 * @property {() => Promise<void>} flipCamera
 * @property {(options: {audio?: boolean}) => Promise<void>} shareScreen
 * @property {() => Promise<void>} stopScreenShare
 * @property {(changes: {name?: string, metadata?: string, attributes?: Record<string, string>}) => Promise<void>} update
 */

/** Oneself. */
export class LocalParticipant extends Participant {
  #commands;

  /**
   * @param {ParticipantRecord} record
   * @param {LocalCommands} commands
   */
  constructor(record, commands) {
    super(record);
    this.#commands = commands;
  }

  /** @override */
  get isLocal() {
    return true;
  }

  /**
   * Opens the device and publishes it, or releases it (its light goes out) and leaves the track published but muted.
   * Rejects with a `RoomError` when the device cannot be opened; `mediaDevicesError` tells the person what to do.
   *
   * @param {'camera' | 'microphone'} source
   * @param {boolean} enabled
   */
  setEnabled(source, enabled) {
    return this.#commands.setEnabled(source, enabled);
  }

  /**
   * Mutes without releasing the device, so that unmuting is instant. Silence begins at once, whatever the connection does.
   *
   * @param {TrackSource} source
   * @param {boolean} muted
   */
  setMuted(source, muted) {
    return this.#commands.setMuted(source, muted);
  }

  /**
   * @param {import('../devices/types.js').DeviceKind} kind
   * @param {string} deviceId
   */
  switchDevice(kind, deviceId) {
    return this.#commands.switchDevice(kind, deviceId);
  }

  /** Goes over to the other camera of a phone. */
  flipCamera() {
    return this.#commands.flipCamera();
  }

  /**
   * Asks the person for a screen, window or tab and shares it beside the camera. To be called from a gesture.
   * Rejects with `RoomError` `cancelled` when the person closes the dialog.
   *
   * @param {{audio?: boolean}} [options] `audio` asks for the sound, too; browsers that cannot share it leave it out
   */
  shareScreen(options = {}) {
    return this.#commands.shareScreen(options);
  }

  stopScreenShare() {
    return this.#commands.stopScreenShare();
  }

  /**
   * Changes one's own description; an attribute with an empty string is deleted.
   *
   * @param {{name?: string, metadata?: string, attributes?: Record<string, string>}} changes
   */
  update(changes) {
    return this.#commands.update(changes);
  }
}
