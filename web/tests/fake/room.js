/**
 * A room without a server: the interface of `docs/sdk.md` over invented people, to look at every state of the page and to test it.
 */
import { Emitter } from '../../sdk/events/emitter.js';
import { LocalParticipant } from '../../sdk/room/local-participant.js';
import { Participant } from '../../sdk/room/participant.js';
import { Attachments } from '../../sdk/room/attachments.js';
import { Track } from '../../sdk/room/track.js';
import { canvasTrack, drawPortrait, drawSlide, LOOKS } from './portraits.js';

const playback = { speakerId: null, onBlocked: () => {} };
let serial = 0;

/**
 * @param {string} source
 * @param {{muted?: boolean, media?: MediaStreamTrack | null, stats?: unknown}} [options]
 */
function makeTrack(source, { muted = false, media = null, stats = null } = {}) {
  serial += 1;
  const attachments = new Attachments(playback);
  const record = { key: `TR_${serial}`, info: { id: `TR_${serial}`, cid: String(serial), source, muted }, attachments, sample: stats };
  attachments.replace(media);
  const track = new Track(record);
  return { track, record };
}

/** A microphone's track that plays nothing. */
function silence() {
  const context = new AudioContext();
  return context.createMediaStreamDestination().stream.getAudioTracks()[0] ?? null;
}

/** @param {Record<string, any>} options */
function makeParticipant({ id, name, look = id, role = 'guest', local = false, camera = true, microphone = true, portrait = false, screen = false, joinedAt = serial, talking = false, level = 'excellent', state = 'active', hand = null, attributes = {}, commands = {} }) {
  const tracks = new Map();
  const records = new Map();
  const add = (/** @type {string} */ source, /** @type {any} */ options) => {
    const { track, record } = makeTrack(source, options);
    tracks.set(track.id, track);
    records.set(source, record);
    return track;
  };
  const [width, height] = portrait ? [480, 640] : [960, 540];
  const drawing = LOOKS[look] ?? LOOKS['ana'];
  const media = () => canvasTrack((context, seconds) => drawPortrait(context, drawing, seconds, { talking, seed: id.length * 3 + id.charCodeAt(id.length - 1) }), width, height);
  add('camera', { muted: !camera, media: camera ? media() : null, stats: { frameRate: 30, bitrate: 1_640_000 } });
  add('microphone', { muted: !microphone, media: local ? null : silence(), stats: { bitrate: 34_000 } });
  if (screen) add('screen_share', { media: canvasTrack(drawSlide, 1280, 720), stats: { frameRate: 15, bitrate: 820_000 } });
  const record = {
    key: `PA_${id}`, tracks, handRaisedAt: hand, isSpeaking: talking, audioLevel: talking ? 0.6 : 0, quality: { level, score: level === 'poor' ? 2.4 : 4.3 },
    info: {
      id: `PA_${id}`, identity: id, name, role, state, metadata: '', attributes, joined_at: joinedAt, hidden: false, can_publish_data: role !== 'observer',
      can_publish: role === 'observer' ? [] : ['camera', 'microphone', 'screen_share', 'screen_share_audio'],
    },
  };
  const participant = local ? new LocalParticipant(record, commands) : new Participant(record);
  return { participant, record, records, add, media };
}

/** What each scenario begins with; `window.fake` changes it later. */
const PEOPLE = {
  ben: { id: 'ben', name: 'Ben Okafor', talking: true },
  mei: { id: 'mei', name: 'Mei Tanaka', microphone: false },
  tom: { id: 'tom', name: 'Tom Lindqvist', level: 'poor' },
  zoe: { id: 'zoe', name: 'Zoe Mensah', hand: 1 },
  ravi: { id: 'ravi', name: 'Ravi Chandran', camera: false },
  maria: { id: 'maria', name: 'María José Fernández de la Cruz', camera: false, microphone: false },
};

export class FakeRoom extends Emitter {
  name = 'renewal';
  title = 'Acme · Renewal 2027';
  state = 'connecting';
  info = { id: 'RM_1', name: 'renewal', title: this.title, metadata: '', locked: false, lobby: false, max_participants: 0, created_at: 0 };
  participants = new Map();
  /** @type {any[]} */
  waiting = [];
  topology = { kind: 'mesh', epoch: 1, reason: 'small' };
  /** @type {any} */
  health = null;
  recorder = new FakeRecorder(this);
  made = new Map();

  /** What a test wants this room to be; read when it connects. @type {Record<string, any>} */
  static scenario = {};
  /** @type {FakeRoom | null} */
  static current = null;

  async connect(_url, _token, options = {}) {
    const { people = ['ben'], self = {}, fail = null, lobby = false, delay = 0 } = FakeRoom.scenario;
    FakeRoom.current = this;
    options.preview?.take();
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    if (fail) throw Object.assign(new Error(fail), { reason: fail });
    if (lobby) {
      options.onWaiting?.(this.info);
      await new Promise((_resolve, reject) => options.signal?.addEventListener('abort', () => reject(Object.assign(new Error('aborted'), { reason: 'aborted' }))));
    }
    this.local = makeParticipant({ id: 'ana', name: 'Ana Ruiz', role: 'host', local: true, joinedAt: 1, ...self, commands: this.#commands() });
    for (const id of people) this.#insert({ ...PEOPLE[/** @type {keyof typeof PEOPLE} */ (id)] ?? { id, name: id } });
    Object.assign(this.info, FakeRoom.scenario.info ?? {});
    if (FakeRoom.scenario.share) this.made.get(FakeRoom.scenario.share)?.add('screen_share', { media: canvasTrack(drawSlide, 1280, 720), stats: { frameRate: 15, bitrate: 820_000 } });
    this.#measure();
    this.state = 'connected';
    this.emit('connected', {});
  }

  get localParticipant() {
    return this.local?.participant;
  }

  #insert(/** @type {any} */ options) {
    const made = makeParticipant(options);
    this.made.set(options.id, made);
    this.participants.set(made.participant.id, made.participant);
    return made.participant;
  }

  #measure() {
    const links = [...this.participants.values()].map((one, index) => ({
      participant: one.id, rtt: 0.028 + index * 0.021, loss: one.quality.level === 'poor' ? 0.064 : 0.002, jitter: 0.004 + index * 0.003,
      candidateTypes: index === 1 ? { local: 'relay', remote: 'srflx' } : { local: 'host', remote: 'srflx' }, protocol: 'udp', state: 'connected', quality: one.quality,
    }));
    const level = links.some((link) => link.quality.level === 'poor') ? 'good' : 'excellent';
    this.health = {
      score: 4.2, level, path: links.length > 1 ? 'relayed' : 'direct', links, broken: null, limitation: null, message: 'Everything works as it should.',
      sending: { bitrate: 1_720_000, audioBitrate: 34_000, videoBitrate: 1_686_000, width: 1280, height: 720, frameRate: 30 },
      receiving: { bitrate: 1_690_000 * links.length, audioBitrate: 0, videoBitrate: 0, width: 1280, height: 720, frameRate: 30 },
    };
  }

  /** @param {string} id one of PEOPLE, or any name */
  join(id) {
    const participant = this.#insert({ ...PEOPLE[/** @type {keyof typeof PEOPLE} */ (id)] ?? { id, name: id } });
    this.#measure();
    this.emit('participantConnected', { participant });
  }

  /** @param {string} id */
  part(id, reason = 'left') {
    const { participant } = this.made.get(id);
    this.participants.delete(participant.id);
    this.#measure();
    this.emit('participantDisconnected', { participant, reason });
  }

  /** @param {string} id @param {Record<string, any>} changes */
  alter(id, changes) {
    const { participant, record } = id === 'ana' ? this.local : this.made.get(id);
    for (const [key, value] of Object.entries(changes)) (key in record ? record : record.info)[key] = value;
    this.emit('participantUpdated', { participant });
    if ('isSpeaking' in changes) this.emit('activeSpeakersChanged', { speakers: [...this.participants.values()].filter((one) => one.isSpeaking) });
  }

  /** @param {string} id @param {string} text */
  write(id, text, at = Date.now()) {
    const { participant } = id === 'ana' ? this.local : this.made.get(id);
    serial += 1;
    this.emit('chatMessage', { id: `m${serial}`, text, participant, at });
  }

  /** @param {string} name */
  knock(name) {
    serial += 1;
    this.waiting = [...this.waiting, { id: `PA_w${serial}`, identity: name, name, since_at: 0 }];
    this.emit('lobbyChanged', { waiting: this.waiting });
  }

  #commands() {
    const muted = (/** @type {string} */ source, /** @type {boolean} */ value) => {
      const record = this.local.records.get(source);
      record.info.muted = value;
      if (source === 'camera') record.attachments.replace(value ? null : this.local.media());
      this.emit(value ? 'trackMuted' : 'trackUnmuted', { track: this.local.participant.track(source), participant: this.local.participant });
    };
    return {
      setEnabled: async (/** @type {string} */ source, /** @type {boolean} */ on) => muted(source, !on),
      setMuted: async (/** @type {string} */ source, /** @type {boolean} */ value) => muted(source, value),
      switchDevice: async () => {},
      shareScreen: async () => {
        const track = this.local.add('screen_share', { media: canvasTrack(drawSlide, 1280, 720) });
        this.emit('localTrackPublished', { track, participant: this.local.participant });
      },
      stopScreenShare: async () => {
        const track = this.local.participant.track('screen_share');
        this.local.participant.tracks.delete(track.id);
        this.emit('localTrackUnpublished', { track, participant: this.local.participant });
      },
      update: async (/** @type {any} */ changes) => {
        if (changes.name) this.local.record.info.name = changes.name;
        if (changes.attributes) this.local.record.info.attributes = { ...this.local.record.info.attributes, ...changes.attributes };
        this.emit('participantUpdated', { participant: this.local.participant });
      },
    };
  }

  async sendChat(/** @type {string} */ text) {
    this.write('ana', text);
  }

  async sendReaction(/** @type {string} */ emoji) {
    this.emit('reaction', { emoji, participant: this.local.participant });
  }

  async setHandRaised(/** @type {boolean} */ raised) {
    this.local.record.handRaisedAt = raised ? Date.now() : null;
    this.emit(raised ? 'handRaised' : 'handLowered', { participant: this.local.participant });
  }

  async moderate(/** @type {string} */ action, /** @type {any} */ { participant, value, role } = {}) {
    const entry = [...this.made.entries()].find(([, one]) => one.participant.id === participant);
    if (action === 'admit' || action === 'deny') {
      this.waiting = this.waiting.filter((one) => one.id !== participant);
      this.emit('lobbyChanged', { waiting: this.waiting });
    } else if (action === 'lock' || action === 'lobby') {
      this.info = { ...this.info, [action === 'lock' ? 'locked' : 'lobby']: value };
      this.emit('roomUpdated', { info: this.info });
    } else if (action === 'end') {
      this.end('room_ended');
    } else if (entry && action === 'remove') {
      this.part(entry[0], 'removed');
    } else if (entry && action === 'set_role') {
      this.alter(entry[0], { role });
    } else if (entry && action === 'mute') {
      entry[1].records.get('microphone').info.muted = true;
      this.emit('trackMuted', { track: entry[1].participant.track('microphone'), participant: entry[1].participant });
    }
  }

  async setSpeaker() {}
  async switchDevice() {}
  startPlayback() {}
  setRecordingLayout() {}

  /** @param {string} reason */
  end(reason) {
    this.state = 'disconnected';
    this.emit('disconnected', { reason, message: '', canRetry: false });
  }

  async leave() {
    this.end('left');
  }
}

class FakeRecorder extends Emitter {
  state = 'idle';
  #room;
  #timer = 0;
  #seconds = 0;

  /** @param {FakeRoom} room */
  constructor(room) {
    super();
    this.#room = room;
  }

  #tell() {
    this.#room.emit('recordingChanged', { state: this.state, seconds: this.#seconds, bytes: this.#seconds * 338_000 });
  }

  async start() {
    this.state = 'recording';
    this.#seconds = 0;
    this.#timer = setInterval(() => {
      if (this.state === 'recording') this.#seconds += 1;
      this.#tell();
    }, 1000);
    this.#tell();
  }

  pause() {
    this.state = 'paused';
    this.#tell();
  }

  resume() {
    this.state = 'recording';
    this.#tell();
  }

  async stop() {
    clearInterval(this.#timer);
    this.state = 'idle';
    this.#tell();
    const finished = { id: 'r1', seconds: this.#seconds, bytes: this.#seconds * 338_000, files: [], file: new File([], 'call.webm'), durable: true, failure: null };
    this.emit('finished', finished);
    return finished;
  }
}
