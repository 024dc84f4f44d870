import { displayName } from '../../ui/model/format.js';
import { commandFor } from '../../ui/model/shortcuts.js';
import { isOn, liveTrack } from '../../ui/model/call-views.js';
import { isTyping } from '../../ui/kit/dom.js';
import { shortcutsDialog } from '../../ui/shortcuts/shortcuts.js';
import { preferences, remember, session } from '../storage.js';
import { CallActions } from './actions.js';
import { CallRenderer } from './call-renderer.js';
import { Notices } from './notices.js';
import { PictureInPicture } from './picture-in-picture.js';
import { Recording } from './recording.js';
import { SettingsController } from './settings-controller.js';
import { keepAwake } from './wake-lock.js';

/**
 * @typedef {import('../sdk.js').Sdk} Sdk
 * @typedef {import('../../sdk/index.js').Room} Room
 * @typedef {import('../../ui/call/call.js').CallElement} CallElement
 * @typedef {import('../../sdk/index.js').Participant} Participant
 *
 * @typedef {object} CallOptions
 * @property {string} token
 * @property {string} url
 * @property {boolean} embedded
 * @property {(reason: string, message: string) => void} ended
 * @property {() => void} recorded a recording was completed after the call had ended
 * @property {(name: string, detail: unknown) => void} listener what the page around an embedded call is told
 *
 * @typedef {object} CallState what the page knows beyond the room; one value, replaced by `change`
 * @property {string | null} pinned key of a tile
 * @property {ReadonlySet<string>} broken participants whose media is interrupted
 * @property {ReadonlyMap<string, number>} spokeAt
 * @property {boolean} signalLost
 * @property {boolean} blocked
 * @property {number} unread
 * @property {{state: import('../../sdk/recording/types.js').RecordingState, bytes: number, seconds: number}} recording
 * @property {number} cameras how many there are
 */

/** How often the page notes that it is in the call, so that a reload knows how long it was away. */
const HEARTBEAT_MS = 5000;

/**
 * Joins one room to one call element: every event of the room leads to one `render`, which shows the room as it is then.
 */
export class CallController {
  element = /** @type {CallElement} */ (document.createElement('sf-call'));
  room;
  sdk;
  options;
  /** @type {CallState} */
  state = {
    pinned: null, broken: new Set(), spokeAt: new Map(), signalLost: false, blocked: false, unread: 0,
    recording: { state: 'idle', bytes: 0, seconds: 0 }, cameras: 0,
  };
  /** When one joined, milliseconds since 1970. */
  since = Date.now();
  #over = new AbortController();
  #pending = false;
  #entered = false;
  #stored = { name: '', camera: false, microphone: false };
  #shortcuts = shortcutsDialog();
  #renderer;

  /**
   * @param {Room} room not yet connected
   * @param {Sdk} sdk
   * @param {CallOptions} options
   */
  constructor(room, sdk, options) {
    this.room = room;
    this.sdk = sdk;
    this.options = options;
    this.actions = new CallActions(this);
    this.notices = new Notices(this);
    this.settings = new SettingsController(this);
    this.pip = new PictureInPicture(this);
    this.recording = new Recording(this);
    this.#renderer = new CallRenderer(this);
    this.#listenToRoom();
    this.#listenToPage();
  }

  /** Aborted when the call is over; for listeners that live as long as it does. */
  get signal() {
    return this.#over.signal;
  }

  /** @returns {Participant[]} oneself first */
  get everybody() {
    return [this.room.localParticipant, ...this.room.participants.values()];
  }

  /** @param {{name: string, camera: boolean, microphone: boolean}} stored what a reload has to restore */
  remember(stored) {
    this.#stored = stored;
  }

  /**
   * The room is joined: shows it.
   * @param {string} name
   */
  enter(name) {
    this.#entered = true;
    this.since = Date.now();
    const own = this.room.localParticipant;
    // A token made elsewhere may carry another name than the one just typed.
    if (displayName(own.name) !== name) void own.update({ name }).catch(() => {});
    this.#save();
    const heartbeat = setInterval(() => this.#save(), HEARTBEAT_MS);
    this.signal.addEventListener('abort', () => clearInterval(heartbeat));
    keepAwake(this.signal);
    const speaker = this.sdk.Devices.findPreferred('speaker');
    if (speaker) void this.room.setSpeaker(speaker.deviceId).catch(() => {});
    void this.sdk.Devices.list().then((devices) => this.change({ cameras: devices.filter((device) => device.kind === 'camera').length }));
    this.render();
    this.element.header.enter();
    this.tell('videoConferenceJoined', { room: this.room.name, id: own.id, displayName: own.name });
  }

  /** The call is over, or never began. */
  close() {
    this.#over.abort();
    this.pip.close();
    this.settings.close();
    this.#shortcuts.element.remove();
    document.title = 'SaleFlow Calls';
  }

  /**
   * @param {string} name of `model/embed-protocol.js`
   * @param {unknown} detail
   */
  tell(name, detail) {
    this.options.listener(name, detail);
  }

  /** @param {Partial<CallState>} changes */
  change(changes) {
    this.state = { ...this.state, ...changes };
    this.render();
  }

  /**
   * A command of the page around an embedded call.
   * @param {string} command
   * @param {string | null} value
   */
  perform(command, value) {
    if (this.#entered) this.actions.perform(command, value);
  }

  /** Opens the list of keyboard shortcuts. */
  showShortcuts() {
    this.#shortcuts.open();
  }

  #listenToRoom() {
    const { room, signal } = this;
    const render = () => this.render();
    for (const type of /** @type {const} */ ([
      'participantConnected', 'participantUpdated', 'trackPublished', 'trackUnpublished', 'trackSubscribed', 'trackUnsubscribed', 'trackMuted', 'trackUnmuted',
      'localTrackPublished', 'localTrackUnpublished', 'connectionQualityChanged', 'handRaised', 'handLowered', 'roomUpdated', 'lobbyChanged', 'topologyChanged', 'healthChanged',
    ])) room.on(type, render, { signal });
    room.on('participantDisconnected', ({ participant }) => this.#forget(participant), { signal });
    room.on('activeSpeakersChanged', ({ speakers }) => this.#spoke(speakers), { signal });
    room.on('signalReconnecting', () => this.change({ signalLost: true }), { signal });
    room.on('signalReconnected', () => this.change({ signalLost: false }), { signal });
    room.on('mediaReconnecting', ({ participant }) => this.change({ broken: new Set([...this.state.broken, participant.id]) }), { signal });
    room.on('mediaReconnected', ({ participant }) => this.change({ broken: without(this.state.broken, participant.id) }), { signal });
    room.on('recordingChanged', (recording) => this.#recordingChanged(recording), { signal });
    room.on('autoplayBlocked', () => this.change({ blocked: true }), { signal });
    room.on('tokenRefreshed', ({ token }) => {
      this.options.token = token;
      this.#save();
    }, { signal });
    room.on('chatMessage', (message) => this.#chat(message), { signal });
    room.on('reaction', ({ emoji, participant }) => this.element.reactions.fly(emoji, participant.isLocal ? 'You' : displayName(participant.name)), { signal });
    room.on('disconnected', ({ reason, message }) => {
      if (!this.#entered) return; // connect() rejects, and the page says why
      this.close();
      this.options.ended(reason, message);
    }, { signal });
  }

  #listenToPage() {
    const { element, signal } = this;
    element.addEventListener('sf-pin', (event) => this.pin(/** @type {CustomEvent<string>} */ (event).detail), { signal });
    element.addEventListener('sf-panel', () => this.change(element.panel === 'chat' ? { unread: 0 } : {}), { signal });
    element.addEventListener('sf-compact', () => this.render(), { signal });
    element.addEventListener('sf-more-people', () => element.open('people'), { signal });
    addEventListener('keydown', (event) => this.#key(event), { signal });
    addEventListener('pagehide', () => this.#save(), { signal });
    document.addEventListener('fullscreenchange', () => this.render(), { signal });
  }

  /** @param {string} key */
  pin(key) {
    const pinned = this.state.pinned === key ? null : key;
    this.change({ pinned });
    const tile = this.element.stage.tile(key);
    this.element.announcer.say(pinned ? `Pinned ${tile?.getAttribute('aria-label') ?? ''}` : 'Unpinned');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // A dialog has its own keys.
    if (document.querySelector('dialog[open]')) return;
    const command = commandFor({ ...pressOf(event), typing: isTyping(document.activeElement) }, preferences().letters);
    if (!command) return;
    if (command === 'close' && !this.element.panel && !this.element.picker.isOpen) return;
    event.preventDefault();
    this.actions.run(command);
  }

  /** @param {Participant} participant */
  #forget({ id }) {
    const spokeAt = new Map(this.state.spokeAt);
    spokeAt.delete(id);
    this.change({ broken: without(this.state.broken, id), spokeAt, pinned: this.state.pinned?.startsWith(`${id}:`) ? null : this.state.pinned });
  }

  /** @param {readonly Participant[]} speakers */
  #spoke(speakers) {
    const now = Date.now();
    const spokeAt = new Map(this.state.spokeAt);
    for (const { id } of speakers) spokeAt.set(id, now);
    const [first] = speakers;
    if (first && !first.isLocal) this.tell('dominantSpeakerChanged', { id: first.id });
    this.change({ spokeAt });
  }

  /** @param {CallState['recording']} recording */
  #recordingChanged(recording) {
    if (recording.state !== this.state.recording.state) this.tell('recordingStatusChanged', { on: recording.state !== 'idle', mode: 'local' });
    this.change({ recording });
  }

  /** @param {{text: string, participant: Participant, at: number, id: string}} message */
  #chat({ text, participant, at, id }) {
    this.element.chat.add({ id, text, at, author: participant.id, name: participant.name, isLocal: participant.isLocal });
    if (participant.isLocal) return;
    this.tell('incomingMessage', { from: participant.id, nick: participant.name, message: text });
    if (this.element.panel !== 'chat') this.change({ unread: this.state.unread + 1 });
  }

  #save() {
    if (!this.#entered) return;
    const own = this.room.localParticipant;
    this.#stored = { name: displayName(own.name), camera: isOn(own, 'camera'), microphone: isOn(own, 'microphone') };
    session.set({ room: this.room.name, token: this.options.token, url: this.options.url, seenAt: Date.now(), ...this.#stored });
  }

  /** Shows the room as it is, once for any number of events. A microtask, so that a hidden page plays what arrives, too. */
  render() {
    if (this.#pending || !this.#entered) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      if (!this.signal.aborted) this.#renderer.render();
    });
  }

  /** The tile that picture in picture shows: what is large on the stage, else the first other. */
  get prominent() {
    const main = this.element.stage.tiles.find((tile) => tile.dataset['part'] === 'main') ?? this.element.stage.tiles[0];
    const owner = this.everybody.find((one) => one.id === main?.dataset['participantId']) ?? this.room.localParticipant;
    return { owner, track: liveTrack(owner, main?.dataset['source'] === 'screen_share' ? 'screen_share' : 'camera'), video: main?.video ?? null };
  }

  /** From automatic over grid to speaker, and round again. */
  nextLayout() {
    const order = /** @type {const} */ (['auto', 'grid', 'speaker']);
    const current = preferences().layout;
    const layout = order[(order.indexOf(current) + 1) % order.length] ?? 'auto';
    remember({ layout });
    this.room.setRecordingLayout(layout === 'speaker' ? 'speaker' : 'grid');
    this.render();
    return layout;
  }
}

/**
 * @param {ReadonlySet<string>} set
 * @param {string} item
 * @returns {Set<string>}
 */
function without(set, item) {
  const rest = new Set(set);
  rest.delete(item);
  return rest;
}

/** @param {KeyboardEvent} event */
function pressOf({ key, ctrlKey, metaKey, altKey, repeat }) {
  return { key, ctrlKey, metaKey, altKey, repeat };
}
