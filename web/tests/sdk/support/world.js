import { Emitter } from '../../../sdk/events/emitter.js';
import { Room } from '../../../sdk/room/room.js';
import { FakeClock } from './fake-clock.js';
import { FakePeers, FakeTrack } from './fake-peers.js';
import { FakeServer } from './fake-server.js';
import { FakeSocket } from './fake-socket.js';

/**
 * @typedef {import('../../../sdk/environment.js').Environment} Environment
 * @typedef {import('../../../sdk/environment.js').NetworkChange} NetworkChange
 */

/** @type {import('./fake-socket.js').SocketHandler & {isReachable: boolean}} */
const UNREACHABLE = {
  isReachable: false,
  accept: () => ({ received: () => {}, closed: () => {} }),
};

/**
 * Devices that are always there, unless a test takes one away.
 *
 * @extends {Emitter<{changed: any, lost: any}>}
 */
export class FakeDevices extends Emitter {
  /** @type {Map<string, string>} reason by kind */
  broken = new Map();
  /**
   * Every track that was opened.
   *
   * @type {FakeTrack[]}
   */
  opened = [];
  /** @type {Record<string, string | null>} */
  inUse = {};

  /** @param {{audio?: unknown, video?: unknown}} request */
  async capture({ audio, video }) {
    const wished = [audio ? 'microphone' : '', video ? 'camera' : ''].filter((kind) => kind !== '');
    const tracks = wished.filter((kind) => !this.broken.has(kind)).map((kind) => this.#open(kind, 'default'));
    const errors = wished.filter((kind) => this.broken.has(kind)).map((kind) => this.#failure(kind));
    return { stream: { getTracks: () => tracks }, errors };
  }

  /**
   * @param {FakeTrack | null} old
   * @param {string} kind
   * @param {{deviceId?: string}} request
   */
  async reopen(old, kind, { deviceId = 'default' }) {
    if (this.broken.has(kind)) return { track: null, error: this.#failure(kind), restored: false };
    old?.stop();
    return { track: this.#open(kind, deviceId), error: null, restored: false };
  }

  async list() {
    return [];
  }

  findPreferred() {
    return null;
  }

  remember() {}

  /**
   * @param {string} kind
   * @param {string | null} deviceId
   */
  setInUse(kind, deviceId) {
    this.inUse[kind] = deviceId;
  }

  /**
   * @param {string} kind
   * @param {string} deviceId
   */
  #open(kind, deviceId) {
    const track = new FakeTrack(kind === 'microphone' ? 'audio' : 'video', deviceId);
    this.opened.push(track);
    return track;
  }

  /** @param {string} kind */
  #failure(kind) {
    return { source: kind, reason: this.broken.get(kind), advice: 'Plug it in.', cause: null };
  }
}

/** @extends {Emitter<{ended: {}}>} */
class FakeScreen extends Emitter {
  video = new FakeTrack('video', 'screen');
  audio = new FakeTrack('audio', 'screen');

  stop() {
    this.video.stop();
    this.audio.stop();
  }
}

/** One person with a browser of their own. */
export class Person {
  devices = new FakeDevices();
  /**
   * What the room told, as `type name source`.
   *
   * @type {string[]}
   */
  events = [];
  /** @type {FakeSocket[]} */
  sockets = [];
  /** @type {import('./fake-peers.js').FakePeerConnection[]} */
  peers = [];
  /** @type {FakeScreen | null} */
  screen = null;
  closesDialogs = false;
  /** Whether this person's sockets reach the server. */
  hasServer = true;
  /** @type {Set<(change: NetworkChange) => void>} */
  #networkListeners = new Set();

  /**
   * @param {World} world
   * @param {string} identity
   */
  constructor(world, identity) {
    this.world = world;
    this.identity = identity;
    this.room = new Room(this.#environment());
    for (const type of EVENTS) this.room.on(type, (/** @type {any} */ detail) => this.events.push(describe(type, detail)));
  }

  /** @param {import('../../../sdk/room/types.js').ConnectOptions} [options] */
  connect(options = { capture: { audio: true, video: true } }) {
    return this.room.connect('ws://fake/v1/signal', this.identity, options);
  }

  /** What was told since the last call. */
  told() {
    return this.events.splice(0);
  }

  /** @param {NetworkChange} change */
  network(change) {
    for (const listener of [...this.#networkListeners]) listener(change);
  }

  /** The only other person as seen from here. */
  get other() {
    const [other] = this.room.participants.values();
    if (other === undefined) throw new Error('Nobody else is here.');
    return other;
  }

  /** @returns {Environment} */
  #environment() {
    const { clock, server, peers } = this.world;
    const environment = {
      clock,
      random: this.world.random,
      openSocket: () => {
        const socket = new FakeSocket(clock, this.hasServer ? server : UNREACHABLE);
        this.sockets.push(socket);
        return socket;
      },
      createPeerConnection: () => {
        const peer = peers.create();
        this.peers.push(peer);
        return peer;
      },
      createStream: () => ({}),
      watchNetwork: (/** @type {(change: NetworkChange) => void} */ listener) => {
        this.#networkListeners.add(listener);
        return () => this.#networkListeners.delete(listener);
      },
      devices: this.devices,
      captureScreen: async () => {
        if (this.closesDialogs) return { capture: null, error: null };
        this.screen = new FakeScreen();
        return { capture: this.screen, error: null };
      },
    };
    return /** @type {Environment} */ (/** @type {unknown} */ (environment));
  }
}

/** A server, a network and a clock, for as many people as a test needs. */
export class World {
  clock = new FakeClock();
  server = new FakeServer(this.clock);
  peers = new FakePeers(this.clock);
  #seed = 1;

  /** Always the same sequence: a test that fails, fails again. */
  random = () => {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  };

  /** @param {string} identity */
  person(identity) {
    return new Person(this, identity);
  }

  /** @param {number} ms */
  advance(ms) {
    return this.clock.advance(ms);
  }

  /**
   * Anna and Bob in a call, all media flowing.
   *
   * @returns {Promise<{anna: Person, bob: Person}>}
   */
  async call() {
    const [anna, bob] = [this.person('anna'), this.person('bob')];
    void anna.connect();
    await this.advance(100);
    void bob.connect();
    await this.advance(300);
    anna.told();
    bob.told();
    return { anna, bob };
  }
}

/** @type {(keyof import('../../../sdk/room/types.js').RoomEvents)[]} */
const EVENTS = [
  'connected',
  'waiting',
  'signalReconnecting',
  'signalReconnected',
  'mediaReconnecting',
  'mediaReconnected',
  'disconnected',
  'participantConnected',
  'participantDisconnected',
  'participantUpdated',
  'trackPublished',
  'trackUnpublished',
  'trackSubscribed',
  'trackUnsubscribed',
  'trackMuted',
  'trackUnmuted',
  'localTrackPublished',
  'localTrackUnpublished',
  'dataReceived',
  'chatMessage',
  'reaction',
  'handRaised',
  'handLowered',
  'roomUpdated',
  'lobbyChanged',
  'topologyChanged',
  'mediaDevicesError',
  'tokenRefreshed',
];

/**
 * @param {string} type
 * @param {any} detail
 */
function describe(type, detail) {
  const rest = [detail.participant?.name, detail.track?.source, detail.reason, detail.text, detail.emoji, detail.topic, detail.attempt, detail.by];
  return [type, ...rest.filter((each) => each !== undefined)].join(' ');
}
