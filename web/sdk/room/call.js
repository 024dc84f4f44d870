import { RoomError } from '../errors.js';
import { Mesh } from '../links/mesh.js';
import { SignalClient } from '../signaling/signal-client.js';
import { carryOut } from './carry-out.js';
import { LocalDevices } from './local-devices.js';
import { LocalParticipant } from './local-participant.js';
import { Measurements } from './measurements.js';
import { Messages } from './messages.js';
import { idOf, keyOf, personById } from './model/lookup.js';
import { initialRoom, reduceRoom, roomDeadline } from './model/reduce-room.js';
import { Publications } from './publications.js';
import { RecordingFeed } from './recording-feed.js';
import { blankRecord, Roster } from './roster.js';

/**
 * @typedef {import('./types.js').RoomState} RoomState
 * @typedef {import('./types.js').ConnectOptions} ConnectOptions
 * @typedef {import('./model/types.js').RoomInput} RoomInput
 * @typedef {import('../protocol/types.js').ServerMessage} ServerMessage
 * @typedef {import('../environment.js').Environment} Environment
 */

const CONNECT_TIMEOUT_MS = 15_000;

/**
 * The parts of one call and the wires between them: what the server says goes to the room model, what follows from it to the roster,
 * the links and the publications. `Room` is its face.
 */
export class Call {
  /** @type {RoomState} */
  state = 'disconnected';
  model = initialRoom;
  record = blankRecord();
  /** @type {SignalClient | null} */
  signal = null;
  /** @type {import('./attachments.js').Playback} */
  playback;
  #environment;
  #emit;
  /** @type {ConnectOptions} */
  #options = {};
  /** @type {{resolve: () => void, reject: (error: RoomError) => void} | null} */
  #connecting = null;
  /** @type {unknown} */
  #timer = null;
  #stopWatching = () => {};

  /**
   * @param {Environment} environment
   * @param {import('./types.js').Emit} emit
   */
  constructor(environment, emit) {
    this.#environment = environment;
    this.#emit = /** @type {import('./types.js').Emit} */ (
      (type, payload) => {
        this.recording.follow(type);
        emit(type, payload);
      }
    );
    this.playback = { speakerId: null, onBlocked: () => this.#emit('autoplayBlocked', {}) };
    this.roster = new Roster(this.playback, this.#emit);
    /** @type {Mesh} */
    this.mesh = new Mesh(environment, {
      send: (request) => this.#sendToPeer(request),
      received: (key) => this.received(key),
      changed: (key, change) => this.#linkChanged(key, change),
      lost: (id) => this.#reduce({ type: 'mediaLost', id }),
      channelsCreated: (key, channels) => this.messages.connect(key, channels),
    });
    this.publications = new Publications(environment, this.playback, {
      request: (request) => this.request(request),
      send: (source, track) => this.mesh.setTrack(source, track),
      identify: (source, id) => this.mesh.setTrackId(source, id),
      isJoined: () => this.model.you !== null,
      mayPublish: (source) => this.record.info.can_publish.includes(source),
      tracks: this.record.tracks,
      replaced: () => this.recording.update(),
      tell: (type, track, by) => this.#emit(type, { track, participant: this.localParticipant, ...(by === undefined ? {} : { by }) }),
    });
    /** @type {LocalDevices} */
    this.devices = new LocalDevices(environment, this.publications, {
      failed: (failure) => this.#emit('mediaDevicesError', failure),
      changed: (devices) => this.#emit('devicesChanged', { devices }),
    });
    /** @type {LocalParticipant} */
    this.localParticipant = new LocalParticipant(this.record, {
      setEnabled: (source, enabled) => this.devices.setEnabled(source, enabled),
      setMuted: (source, muted) => this.devices.setMuted(source, muted),
      switchDevice: (kind, deviceId) => this.switchDevice(kind, deviceId),
      flipCamera: () => this.devices.flipCamera(),
      shareScreen: (options) => this.devices.shareScreen(options),
      stopScreenShare: () => this.devices.stopScreenShare(),
      update: async (changes) => void (await this.request({ type: 'update', ...changes })),
    });
    /** @type {Messages} */
    this.messages = new Messages(
      environment,
      {
        local: this.record,
        localParticipant: this.localParticipant,
        participant: (key) => this.roster.participants.get(key),
        record: (key) => this.roster.record(key),
        emit: this.#emit,
      },
      {
        // Who is expected back under a new id cannot be reached over the server meanwhile.
        everyone: () => [...this.model.people.values()].flatMap(({ key, held }) => (held === null || this.mesh.isConnected(key) ? [key] : [])),
        isConnected: (key) => this.mesh.isConnected(key),
        signal: (to, topic, payload) =>
          this.request({ type: 'data', ...(to === undefined ? {} : { to: to.map((key) => idOf(this.model, key)) }), topic, payload }),
      },
    );
    this.measurements = new Measurements(environment, this, this.#emit);
    this.recording = new RecordingFeed(this, this.#emit);
  }

  /**
   * @param {string} url
   * @param {string} token
   * @param {ConnectOptions} options
   * @returns {Promise<void>}
   */
  connect(url, token, options) {
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(new RoomError('aborted', 'The attempt was aborted.'));
    this.#options = options;
    this.state = 'connecting';
    const { devices } = this.#environment;
    this.playback.speakerId = devices.findPreferred('speaker')?.deviceId ?? null;
    if (options.iceTransportPolicy) this.mesh.setConfiguration({ iceTransportPolicy: options.iceTransportPolicy });
    const joined = new Promise((/** @type {(value: void) => void} */ resolve, reject) => (this.#connecting = { resolve, reject }));
    // Devices open while the socket does: whoever is first waits for the other.
    void this.devices.open(options.capture ?? {}, options.preview ?? null);
    this.signal = new SignalClient(url, this.#environment, {
      received: (message) => this.#receive(message),
      reconnecting: (attempt) => this.#signalReconnecting(attempt),
      reconnected: () => this.#signalReconnected(),
      ended: (reason, message, remedy) => this.#ended(reason, message, remedy),
    });
    signal?.addEventListener('abort', () => this.#abort(), { once: true });
    this.#stopWatching = this.#environment.watchNetwork((change) => {
      if (change === 'online' || change === 'changed') this.mesh.networkChanged();
    });
    this.signal.start(token, { room: options.room, client: options.client, connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS });
    return joined;
  }

  /**
   * @param {import('../signaling/types.js').Request} request
   * @returns {Promise<import('../protocol/types.js').AckMessage>}
   */
  request(request) {
    if (this.signal === null) return Promise.reject(new RoomError('connection_lost', 'The room is not connected.'));
    return this.signal.request(request);
  }

  /**
   * @param {import('../devices/types.js').DeviceKind} kind
   * @param {string} deviceId
   */
  async switchDevice(kind, deviceId) {
    if (kind !== 'speaker') return this.devices.switchDevice(kind, deviceId);
    const { devices } = this.#environment;
    const known = (await devices.list()).find((device) => device.kind === kind && device.deviceId === deviceId);
    devices.remember('speaker', known ?? { deviceId, label: '' });
    this.playback.speakerId = deviceId;
    for (const { attachments } of this.roster.allTracks) attachments.applySpeaker();
  }

  /** @param {ServerMessage} message */
  #receive(message) {
    switch (message.type) {
      case 'description':
      case 'candidate':
        return this.mesh.receive(message);
      case 'data':
        return this.messages.receive(keyOf(this.model, message.from), message.payload);
      case 'token':
        return this.#emit('tokenRefreshed', { token: message.token });
      case 'waiting':
        this.#reduce({ type: 'message', message });
        return this.#waiting(message.room);
      default:
        return this.#reduce({ type: 'message', message });
    }
  }

  /** @param {RoomInput} input */
  #reduce(input) {
    const { clock } = this.#environment;
    const { model, effects } = reduceRoom(this.model, input, clock.now());
    this.model = model;
    this.#syncLocal();
    this.roster.sync(model);
    this.#updateReach();
    for (const effect of effects) carryOut(this, effect, this.#emit);
    if (this.#timer !== null) clock.clearTimer(this.#timer);
    const deadline = roomDeadline(this.model);
    this.#timer = deadline === null ? null : clock.setTimer(() => this.#reduce({ type: 'timer' }), Math.max(0, deadline - clock.now()));
  }

  #syncLocal() {
    if (this.model.you === null) return;
    this.record.key = this.model.yourKey;
    this.record.info = this.model.you;
  }

  /** Offers wait until both ends have a connection to the server. */
  #updateReach() {
    this.mesh.setSignal(this.signal?.isOpen ?? false, (id) => personById(this.model, id)?.info.state === 'active');
  }

  /** @param {boolean} again after a session was lost for good */
  joined(again) {
    const { model } = this;
    this.mesh.configure({ localId: model.you?.id ?? '', epoch: model.topology?.epoch ?? 0 });
    // First what was opened before the join; the preview's tracks announce themselves.
    this.publications.announceAll();
    if (again) return;
    this.devices.takeOver(this.#options.preview ?? null);
    this.state = 'connected';
    this.measurements.start();
    this.#emit('connected', {});
    this.#connecting?.resolve();
    this.#connecting = null;
  }

  /** @param {import('../protocol/types.js').RoomInfo} room */
  #waiting(room) {
    this.state = 'waiting';
    this.#emit('waiting', { room });
    this.#options.onWaiting?.(room);
  }

  /** @param {string} key whose tracks or media changed */
  received(key) {
    const person = this.model.people.get(key);
    const received = this.mesh.received(key);
    if (person && received) this.roster.receive(person, received);
  }

  /**
   * @param {string} key
   * @param {'connected' | 'reconnecting' | 'reconnected' | 'rebuilt'} change
   */
  #linkChanged(key, change) {
    const participant = this.roster.participants.get(key);
    if (participant === undefined) return;
    if (change === 'reconnecting') this.#emit('mediaReconnecting', { participant });
    if (change === 'reconnected') this.#emit('mediaReconnected', { participant });
  }

  /** @param {import('../signaling/types.js').Request} request */
  #sendToPeer(request) {
    // Refused when the other left meanwhile or the topology changed: both are told in other ways, and the link recovers by itself.
    this.request(request).catch(() => {});
  }

  /** @param {number} attempt */
  #signalReconnecting(attempt) {
    this.state = 'signalReconnecting';
    this.#updateReach();
    this.measurements.signalChanged('reconnecting');
    this.#emit('signalReconnecting', { attempt });
  }

  #signalReconnected() {
    this.state = this.model.you === null ? 'waiting' : 'connected';
    this.#updateReach();
    this.measurements.signalChanged('connected');
    this.#emit('signalReconnected', {});
  }

  #abort() {
    if (this.#connecting === null) return;
    this.#connecting.reject(new RoomError('aborted', 'The attempt was aborted.'));
    this.#connecting = null;
    this.signal?.leave();
  }

  /**
   * @param {string} reason
   * @param {string} message
   * @param {import('../errors.js').Remedy} remedy
   */
  #ended(reason, message, remedy) {
    this.state = 'disconnected';
    if (this.#timer !== null) this.#environment.clock.clearTimer(this.#timer);
    this.#stopWatching();
    this.measurements.stop();
    this.recording.close();
    this.devices.close();
    this.mesh.closeAll();
    this.#connecting?.reject(new RoomError(reason, message));
    this.#connecting = null;
    this.#emit('disconnected', { reason, message, canRetry: remedy !== 'none' });
  }
}
