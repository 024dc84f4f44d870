import { browserEnvironment } from '../environment.js';
import { RoomError } from '../errors.js';
import { Emitter } from '../events/emitter.js';
import { Call } from './call.js';
import { idOf, trackIdOf } from './model/lookup.js';

/**
 * @typedef {import('./types.js').RoomEvents} RoomEvents
 * @typedef {import('./types.js').ConnectOptions} ConnectOptions
 * @typedef {import('./participant.js').Participant} Participant
 */

/**
 * A call. One room is one call: after `disconnected`, make another.
 *
 * @extends {Emitter<RoomEvents>}
 */
export class Room extends Emitter {
  #call;
  #used = false;

  /**
   * Joins a room. Resolves once joined (after the lobby, too); rejects with a `RoomError`.
   *
   * @param {string} url of the signaling WebSocket
   * @param {string} token
   * @param {ConnectOptions} [options]
   * @returns {Promise<Room>}
   */
  static async connect(url, token, options = {}) {
    const room = new Room(options.environment);
    await room.connect(url, token, options);
    return room;
  }

  /** @param {Partial<import('../environment.js').Environment>} [environment] parts of the outside world that tests replace */
  constructor(environment = {}) {
    super();
    this.#call = new Call({ ...browserEnvironment(), ...environment }, (type, payload) => this.emit(type, payload));
  }

  /**
   * The same as `Room.connect`, for those who want to hear events from before the join on.
   *
   * @param {string} url
   * @param {string} token
   * @param {Omit<ConnectOptions, 'environment'>} [options]
   * @returns {Promise<void>}
   */
  async connect(url, token, options = {}) {
    if (this.#used) throw new RoomError('invalid_argument', 'A room is good for one call.');
    if (!/^wss?:\/\//u.test(url)) throw new RoomError('invalid_argument', 'The address of the server begins with wss:// or ws://.');
    this.#used = true;
    return this.#call.connect(url, token, options);
  }

  get state() {
    return this.#call.state;
  }

  /** As in the address; empty before the server answered. */
  get name() {
    return this.#call.model.info?.name ?? '';
  }

  get title() {
    return this.#call.model.info?.title ?? '';
  }

  /** `Room` of `docs/signaling.md`: locked, lobby and so on; null before the server answered. */
  get info() {
    return this.#call.model.info;
  }

  get localParticipant() {
    return this.#call.localParticipant;
  }

  /**
   * Everyone else by id.
   *
   * @returns {ReadonlyMap<string, Participant>}
   */
  get participants() {
    return this.#call.roster.participants;
  }

  /** Who waits in the lobby; always empty for guests. */
  get waiting() {
    return this.#call.model.waiting;
  }

  get topology() {
    return this.#call.model.topology;
  }

  /** Records the call, or one's own tracks, on this computer; see `web/sdk/recording/`. */
  get recorder() {
    return this.#call.recording.recorder;
  }

  /** @param {import('../recording/types.js').SceneLayout} layout of what `recorder` shows in the mode `call`; `grid` at first */
  setRecordingLayout(layout) {
    this.#call.recording.setLayout(layout);
  }

  /** How the call does; see `web/sdk/quality/types.js`. */
  get health() {
    return this.#call.measurements.health;
  }

  /**
   * Sends any JSON value to the others: over the data channel, or over the server to whom that is not open. At most 64 KiB.
   *
   * @param {string} topic begins with `app:`
   * @param {unknown} body
   * @param {{to?: (string | Participant)[], ordered?: boolean}} [options] `to`: everyone when left out; `ordered: false` is for what is worth
   *   nothing when late, and may be lost
   * @returns {Promise<void>}
   */
  sendData(topic, body, options = {}) {
    const { to, ordered } = options;
    return this.#call.messages.sendData(topic, body, { ...(to ? { to: to.map(keyOf) } : {}), ordered });
  }

  /** @param {string} text */
  sendChat(text) {
    return this.#call.messages.sendChat(text);
  }

  /** @param {string} emoji */
  sendReaction(emoji) {
    return this.#call.messages.sendReaction(emoji);
  }

  /** @param {boolean} raised */
  setHandRaised(raised) {
    return this.#call.messages.setHandRaised(raised);
  }

  /**
   * What hosts and cohosts may do; see `docs/signaling.md`. Rejects with the server's `RoomError`.
   *
   * @param {import('./types.js').ModerationAction} action
   * @param {{participant?: string | Participant, track?: string | import('./track.js').Track, role?: import('./types.js').Role, value?: boolean}} [details]
   * @returns {Promise<void>}
   */
  async moderate(action, details = {}) {
    const { model } = this.#call;
    const { participant, track, role, value } = details;
    await this.#call.request({
      type: 'moderate',
      action,
      ...(participant === undefined ? {} : { participant: idOf(model, keyOf(participant)) }),
      ...(track === undefined ? {} : { track: trackIdOf(model, keyOf(track)) }),
      ...(role === undefined ? {} : { role }),
      ...(value === undefined ? {} : { value }),
    });
  }

  /** @param {string} deviceId empty or `default`: the system's choice */
  setSpeaker(deviceId) {
    return this.#call.switchDevice('speaker', deviceId);
  }

  /**
   * @param {import('./types.js').DeviceKind} kind
   * @param {string} deviceId
   * @returns {Promise<void>}
   */
  switchDevice(kind, deviceId) {
    return this.#call.switchDevice(kind, deviceId);
  }

  /** @param {{audio?: boolean}} [options] */
  shareScreen(options = {}) {
    return this.#call.devices.shareScreen(options);
  }

  stopScreenShare() {
    return this.#call.devices.stopScreenShare();
  }

  /** Plays what the browser refused to play before a gesture (`autoplayBlocked`). To be called from one. */
  startPlayback() {
    for (const { attachments } of this.#call.roster.allTracks) attachments.resume();
  }

  /** Ends the call for oneself. `disconnected` has been told when this resolves, after a second at most. */
  async leave() {
    if (this.#call.state === 'disconnected') return;
    const left = new Promise((resolve) => this.on('disconnected', resolve, { once: true }));
    this.#call.signal?.leave();
    await left;
  }
}

/** @param {string | {id: string}} target */
function keyOf(target) {
  return typeof target === 'string' ? target : target.id;
}
