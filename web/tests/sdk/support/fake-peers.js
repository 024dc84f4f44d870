/**
 * RTCPeerConnections that find each other by their ICE fragments, without any network. What they call SDP is theirs alone.
 *
 * @typedef {object} Section
 * @property {string} mid
 * @property {'audio' | 'video'} kind
 * @property {RTCRtpTransceiverDirection} direction
 *
 * @typedef {{ufrag: string, sections: Section[]}} Description
 */

const LATENCY_MS = 5;
const CONNECT_MS = 20;

/** @param {Description} description */
function write({ ufrag, sections }) {
  return `v=0\r\na=ice-ufrag:${ufrag}\r\na=x-fake:${JSON.stringify(sections)}\r\n`;
}

/**
 * @param {string} sdp
 * @returns {Description}
 */
function parse(sdp) {
  const [, ufrag = '', sections] = /^v=0\r\na=ice-ufrag:(\w+)\r\na=x-fake:(.*)\r\n$/u.exec(sdp) ?? [];
  if (sections === undefined) throw new Error('This is no SDP.');
  return { ufrag, sections: JSON.parse(sections) };
}

/** Where peers meet. */
export class FakePeers {
  /**
   * By local fragment.
   *
   * @type {Map<string, FakePeerConnection>}
   */
  byUfrag = new Map();
  /**
   * Every peer that was ever made.
   *
   * @type {FakePeerConnection[]}
   */
  all = [];
  /** While false no path works. */
  isUp = true;
  count = 0;

  /** @param {import('./fake-clock.js').FakeClock} clock */
  constructor(clock) {
    this.clock = clock;
  }

  create = () => {
    const peer = new FakePeerConnection(this);
    this.all.push(peer);
    return peer;
  };

  /** Paths that work now stop working, and only new ones (after an ICE restart) may work again. */
  breakPaths() {
    for (const peer of this.all) peer.breakPath();
  }
}

/** A MediaStreamTrack, as far as the SDK looks at one. */
export class FakeTrack extends EventTarget {
  enabled = true;
  readyState = 'live';

  /**
   * @param {'audio' | 'video'} kind
   * @param {string} [label]
   */
  constructor(kind, label = '') {
    super();
    this.kind = kind;
    this.label = label;
  }

  stop() {
    this.readyState = 'ended';
  }

  getSettings() {
    return this.kind === 'video' ? { width: 640, height: 360, deviceId: this.label } : { deviceId: this.label };
  }
}

class FakeChannel extends EventTarget {
  readyState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  /** @type {string[]} */
  sent = [];

  /**
   * @param {FakePeerConnection} peer
   * @param {number} id
   */
  constructor(peer, id) {
    super();
    this.peer = peer;
    this.id = id;
  }

  /** @param {string} text */
  send(text) {
    if (this.readyState !== 'open') throw new Error('The channel is not open.');
    this.sent.push(text);
    const other = this.peer.other?.channels.get(this.id);
    this.peer.peers.clock.setTimer(() => other?.dispatchEvent(new MessageEvent('message', { data: text })), LATENCY_MS);
  }
}

class FakeSender {
  /** @type {FakeTrack | null} */
  track = null;
  parameters = { encodings: [{}] };

  /** @param {FakeTrack | null} track */
  async replaceTrack(track) {
    this.track = track;
  }

  setStreams() {}

  getParameters() {
    return structuredClone(this.parameters);
  }

  /** @param {{encodings: object[]}} parameters */
  async setParameters(parameters) {
    this.parameters = parameters;
  }

  async getStats() {
    return new Map();
  }
}

class FakeTransceiver {
  /** @type {string | null} */
  mid = null;
  /** @type {RTCRtpTransceiverDirection | null} */
  currentDirection = null;
  sender = new FakeSender();

  /**
   * @param {'audio' | 'video'} kind
   * @param {RTCRtpTransceiverDirection} direction
   */
  constructor(kind, direction) {
    this.kind = kind;
    this.direction = direction;
    this.receiver = { track: new FakeTrack(kind, 'received'), getSynchronizationSources: () => [] };
  }
}

export class FakePeerConnection extends EventTarget {
  /** @type {RTCPeerConnectionState} */
  connectionState = 'new';
  signalingState = 'stable';
  /** @type {{type: string, sdp: string} | null} */
  localDescription = null;
  /**
   * By id.
   *
   * @type {Map<number, FakeChannel>}
   */
  channels = new Map();
  /** @type {FakeTransceiver[]} */
  transceivers = [];
  /**
   * What was called, in order.
   *
   * @type {string[]}
   */
  calls = [];
  localUfrag = '';
  remoteUfrag = '';
  #restart = false;
  #mids = 0;
  /**
   * Transceivers that got their mid from an offer that is not answered yet.
   *
   * @type {Set<FakeTransceiver>}
   */
  #offered = new Set();

  /** @param {FakePeers} peers */
  constructor(peers) {
    super();
    this.peers = peers;
  }

  /**
   * The peer at the other end, once both know each other.
   *
   * @returns {FakePeerConnection | undefined}
   */
  get other() {
    const other = this.peers.byUfrag.get(this.remoteUfrag);
    return other !== undefined && other.remoteUfrag === this.localUfrag && other.connectionState !== 'closed' ? other : undefined;
  }

  /**
   * @param {string} _label
   * @param {RTCDataChannelInit} options
   */
  createDataChannel(_label, { id = 0 }) {
    const channel = new FakeChannel(this, id);
    this.channels.set(id, channel);
    return channel;
  }

  /**
   * @param {FakeTrack | 'audio' | 'video'} trackOrKind
   * @param {RTCRtpTransceiverInit} init
   */
  addTransceiver(trackOrKind, { direction = 'sendrecv' }) {
    const transceiver = new FakeTransceiver(typeof trackOrKind === 'string' ? trackOrKind : trackOrKind.kind, direction);
    if (typeof trackOrKind !== 'string') transceiver.sender.track = trackOrKind;
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers() {
    return this.transceivers;
  }

  async getStats() {
    return new Map();
  }

  setConfiguration() {}

  restartIce() {
    this.calls.push('restartIce');
    this.#restart = true;
  }

  async setLocalDescription() {
    this.#assertOpen();
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.calls.push(type);
    if (this.localUfrag === '' || this.#restart) this.#newUfrag();
    this.#restart = false;
    if (type === 'offer') {
      for (const transceiver of this.transceivers) {
        if (transceiver.mid !== null) continue;
        transceiver.mid = `${this.#mids}`;
        this.#mids += 1;
        this.#offered.add(transceiver);
      }
    }
    const sections = this.transceivers.flatMap(({ mid, kind, direction }) => (mid === null ? [] : [{ mid, kind, direction }]));
    this.localDescription = { type, sdp: write({ ufrag: this.localUfrag, sections }) };
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
    const candidate = { candidate: `candidate of ${this.localUfrag}`, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: this.localUfrag };
    this.peers.clock.setTimer(() => this.#found({ ...candidate, toJSON: () => candidate }), 1);
    this.peers.clock.setTimer(() => this.#found(null), 2);
    if (type === 'answer') this.#stable();
  }

  /** @param {{type: 'offer' | 'answer', sdp: string}} description */
  async setRemoteDescription({ type, sdp }) {
    this.#assertOpen();
    const { ufrag, sections } = parse(sdp);
    if (type === 'answer' && this.signalingState !== 'have-local-offer') throw new Error('An answer to nothing.');
    if (type === 'offer' && this.signalingState === 'have-local-offer') {
      this.calls.push('rollback');
      for (const transceiver of this.#offered) transceiver.mid = null;
      this.#offered.clear();
    }
    if (type === 'offer') {
      for (const { mid, kind } of sections) {
        if (this.transceivers.some((each) => each.mid === mid)) continue;
        const transceiver = new FakeTransceiver(kind, 'recvonly');
        transceiver.mid = mid;
        this.#mids = Math.max(this.#mids, Number(mid) + 1);
        this.transceivers.push(transceiver);
      }
      // A restart of the other side renews both (RFC 8445 §9).
      if (this.remoteUfrag !== '' && ufrag !== this.remoteUfrag) this.#restart = true;
    }
    this.remoteUfrag = ufrag;
    this.remote = sections;
    if (type === 'offer') this.signalingState = 'have-remote-offer';
    else this.#stable();
  }

  /** @param {RTCIceCandidateInit} candidate */
  async addIceCandidate({ usernameFragment, candidate }) {
    if (candidate !== '' && usernameFragment !== this.remoteUfrag) throw new Error('A candidate of another description.');
    this.calls.push('addIceCandidate');
  }

  close() {
    if (this.connectionState === 'closed') return;
    const { other } = this;
    this.connectionState = 'closed';
    for (const channel of this.channels.values()) channel.readyState = 'closed';
    this.peers.byUfrag.delete(this.localUfrag);
    this.peers.clock.setTimer(() => other?.breakPath(), LATENCY_MS);
  }

  /** @param {RTCPeerConnectionState} state */
  setState(state) {
    if (this.connectionState === 'closed' || this.connectionState === state) return;
    this.connectionState = state;
    for (const channel of this.channels.values()) if (state === 'connected') channel.readyState = 'open';
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  breakPath() {
    if (this.connectionState === 'connected') this.setState('disconnected');
  }

  #assertOpen() {
    if (this.connectionState === 'closed') throw new Error('The connection is closed.');
  }

  #newUfrag() {
    this.peers.byUfrag.delete(this.localUfrag);
    this.peers.count += 1;
    this.localUfrag = `u${this.peers.count}`;
    this.peers.byUfrag.set(this.localUfrag, this);
  }

  /** @param {object | null} candidate */
  #found(candidate) {
    if (this.connectionState !== 'closed') this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }

  #stable() {
    this.signalingState = 'stable';
    this.#offered.clear();
    for (const transceiver of this.transceivers) {
      const theirs = this.remote?.find(({ mid }) => mid === transceiver.mid)?.direction;
      if (theirs !== undefined) transceiver.currentDirection = both(transceiver.direction, theirs);
    }
    const path = `${this.localUfrag} ${this.remoteUfrag}`;
    this.peers.clock.setTimer(() => {
      const { other } = this;
      if (path !== `${this.localUfrag} ${this.remoteUfrag}` || other === undefined || !this.peers.isUp) return;
      this.setState('connected');
      other.setState('connected');
    }, CONNECT_MS);
  }

  /** @type {Section[] | undefined} */
  remote;
}

/**
 * @param {RTCRtpTransceiverDirection} ours
 * @param {RTCRtpTransceiverDirection} theirs
 * @returns {RTCRtpTransceiverDirection}
 */
function both(ours, theirs) {
  const sends = ours.startsWith('send') && (theirs === 'sendrecv' || theirs === 'recvonly');
  const receives = (ours === 'sendrecv' || ours === 'recvonly') && theirs.startsWith('send');
  if (sends && receives) return 'sendrecv';
  if (sends) return 'sendonly';
  return receives ? 'recvonly' : 'inactive';
}
