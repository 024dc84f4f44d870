import { Encoder } from './encoder.js';
import { initialLink, linkDeadline, reduceLink } from './reduce-link.js';
import { SenderSlots } from './sender-slots.js';

/**
 * @typedef {import('./types.js').LinkInput} LinkInput
 * @typedef {import('./types.js').LinkAction} LinkAction
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('../protocol/types.js').DescriptionBody} DescriptionBody
 * @typedef {import('../protocol/types.js').CandidateBody} CandidateBody
 *
 * @typedef {object} LinkListener
 * @property {(link: PeerLink, request: ({type: 'description'} & DescriptionBody) | ({type: 'candidate'} & CandidateBody)) => void} send
 * @property {(link: PeerLink) => void} settled what is received, or where it comes from, may have changed
 * @property {(link: PeerLink, state: RTCPeerConnectionState) => void} stateChanged
 * @property {(link: PeerLink, change: 'connected' | 'reconnecting' | 'reconnected' | 'rebuilt') => void} changed
 * @property {(link: PeerLink, channels: {ordered: RTCDataChannel, fast: RTCDataChannel}) => void} channelsCreated
 *
 * @typedef {object} LinkOptions
 * @property {string} key of the participant, for applications
 * @property {string} localId
 * @property {string} remoteId
 * @property {number} epoch
 * @property {boolean} signalUp
 * @property {import('../environment.js').Environment} environment
 * @property {RTCConfiguration} configuration
 * @property {import('./local-media.js').LocalMedia} media
 * @property {LinkListener} listener
 */

/** Does what `reduceLink` decides: one RTCPeerConnection at a time, and one timer. */
export class PeerLink {
  #options;
  #state;
  #isClosed = false;
  /** @type {RTCPeerConnection | null} */
  #peer = null;
  /** @type {SenderSlots | null} */
  #slots = null;
  /** @type {Map<TrackSource, Encoder>} */
  #encoders = new Map();
  /**
   * Track id by mid, as the other side last said.
   *
   * @type {Map<string, string>}
   */
  #remoteSections = new Map();
  /** A source got an m-section that no description has told of yet. */
  #needsOffer = false;
  /** @type {unknown} */
  #timer = null;

  /** @param {LinkOptions} options */
  constructor(options) {
    this.#options = options;
    this.#state = initialLink(options);
  }

  get key() {
    return this.#options.key;
  }

  get remoteId() {
    return this.#options.remoteId;
  }

  /** @returns {RTCPeerConnectionState} */
  get state() {
    return this.#peer?.connectionState ?? 'closed';
  }

  /** The connection itself, for statistics; null after `close`. */
  get peer() {
    return this.#peer;
  }

  /** @param {boolean} initiate */
  start(initiate) {
    this.#handle({ type: 'start', initiate });
  }

  /** @param {LinkInput} input */
  handle(input) {
    this.#handle(input);
  }

  /**
   * What arrives, by track id.
   *
   * @returns {Map<string, {track: MediaStreamTrack, receiver: RTCRtpReceiver, mid: string}>}
   */
  received() {
    const received = new Map();
    for (const { mid, currentDirection, receiver } of this.#peer?.getTransceivers() ?? []) {
      const id = mid === null ? undefined : this.#remoteSections.get(mid);
      if (id !== undefined && (currentDirection === 'sendrecv' || currentDirection === 'recvonly')) {
        received.set(id, { track: receiver.track, receiver, mid });
      }
    }
    return received;
  }

  /** @param {TrackSource} source */
  transceiver(source) {
    return this.#slots?.transceiver(source);
  }

  /**
   * The local track of a source is another one now, or none.
   *
   * @param {TrackSource} source
   */
  trackChanged(source) {
    const needed = this.#slots?.set(source, this.#options.media.tracks.get(source) ?? null);
    if (needed) this.#handle({ type: 'negotiate' });
  }

  /**
   * @param {TrackSource} source
   * @param {import('./sender-slots.js').Encoding} encoding
   * @param {'maintain-framerate' | 'maintain-resolution' | 'balanced'} degradationPreference
   */
  setEncoding(source, encoding, degradationPreference) {
    this.#encoders.get(source)?.set(encoding, degradationPreference);
  }

  /** @param {RTCConfiguration} configuration with fresh ICE servers, for the next restart */
  configure(configuration) {
    this.#options.configuration = configuration;
    // Older Firefox cannot: its next RTCPeerConnection has them.
    if (this.#peer && 'setConfiguration' in this.#peer) this.#peer.setConfiguration(configuration);
  }

  close() {
    this.#isClosed = true;
    if (this.#timer !== null) this.#options.environment.clock.clearTimer(this.#timer);
    this.#timer = null;
    this.#peer?.close();
    this.#peer = null;
    this.#slots = null;
  }

  /** @param {LinkInput} input */
  #handle(input) {
    if (this.#isClosed) return;
    const { state, actions } = reduceLink(this.#state, input, this.#options.environment.clock.now());
    this.#state = state;
    for (const action of actions) this.#perform(action);
    this.#schedule();
  }

  /** @param {LinkAction} action */
  #perform(action) {
    const { listener } = this.#options;
    switch (action.type) {
      case 'createPeer':
        return this.#create(action.peer, action.offerer);
      case 'describe':
        return this.#finish(action.peer, this.#describe(action.restart), 'described');
      case 'apply':
        return this.#finish(action.peer, this.#apply(action.operation, action.body), 'applied');
      case 'addCandidate':
        return this.#addCandidate(action.body);
      case 'sendDescription':
        return listener.send(this, { type: 'description', ...action.body });
      case 'sendCandidate':
        return listener.send(this, { type: 'candidate', ...action.body });
      case 'settled':
        return this.#settled();
      case 'notify':
        return listener.changed(this, action.change);
    }
  }

  /**
   * @param {number} number
   * @param {boolean} offerer
   */
  #create(number, offerer) {
    const { environment, configuration, media, listener } = this.#options;
    this.#peer?.close();
    const peer = environment.createPeerConnection(configuration);
    this.#peer = peer;
    this.#slots = new SenderSlots(peer, media.streams);
    this.#encoders.clear();
    this.#needsOffer = false;
    this.#remoteSections = new Map();
    peer.addEventListener('icecandidate', ({ candidate }) => {
      this.#handle({ type: 'localCandidate', peer: number, candidate: candidate?.toJSON() ?? null });
    });
    peer.addEventListener('connectionstatechange', () => {
      if (peer !== this.#peer) return;
      this.#handle({ type: 'connection', peer: number, state: peer.connectionState });
      listener.stateChanged(this, peer.connectionState);
    });
    const ordered = peer.createDataChannel('metadata', { negotiated: true, id: 0 });
    const fast = peer.createDataChannel('metadata-fast', { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 });
    listener.channelsCreated(this, { ordered, fast });
    if (offerer) {
      this.#slots.prepareOffer();
      this.#sendAll();
      this.#needsOffer = false;
    }
  }

  /** Gives every source its track. */
  #sendAll() {
    for (const [source, track] of this.#options.media.tracks) if (this.#slots?.set(source, track)) this.#needsOffer = true;
  }

  /**
   * @param {boolean} restart
   * @returns {Promise<{sdp: string, tracks: import('../protocol/types.js').MediaSection[]}>}
   */
  async #describe(restart) {
    const peer = /** @type {RTCPeerConnection} */ (this.#peer);
    if (restart) peer.restartIce();
    await peer.setLocalDescription();
    return { sdp: peer.localDescription?.sdp ?? '', tracks: this.#slots?.sections(this.#options.media.ids) ?? [] };
  }

  /**
   * @param {'applyOffer' | 'applyAnswer'} operation
   * @param {DescriptionBody} body
   */
  async #apply(operation, { sdp, tracks }) {
    const peer = /** @type {RTCPeerConnection} */ (this.#peer);
    await peer.setRemoteDescription({ type: operation === 'applyOffer' ? 'offer' : 'answer', sdp });
    if (peer !== this.#peer) return {};
    this.#remoteSections = new Map(tracks.map(({ mid, track }) => [mid, track]));
    if (operation === 'applyOffer') {
      this.#slots?.adopt();
      this.#sendAll();
    }
    return {};
  }

  /**
   * Hands the result of an operation back to the reducer.
   *
   * @param {number} peer
   * @param {Promise<object>} operation
   * @param {'described' | 'applied'} type
   */
  #finish(peer, operation, type) {
    operation.then(
      (result) => this.#handle(/** @type {LinkInput} */ ({ type, peer, ...result })),
      () => this.#handle({ type: 'operationFailed', peer }),
    );
  }

  /** @param {CandidateBody} body */
  #addCandidate(body) {
    /** @type {RTCIceCandidateInit} */
    const candidate = { candidate: body.candidate };
    if (body.sdp_mid !== undefined) candidate.sdpMid = body.sdp_mid;
    if (body.sdp_m_line_index !== undefined) candidate.sdpMLineIndex = body.sdp_m_line_index;
    if (body.username_fragment !== undefined) candidate.usernameFragment = body.username_fragment;
    // Refused when it belongs to an offer that was ignored or to a network that is gone: ICE does without.
    this.#peer?.addIceCandidate(candidate).catch(() => {});
  }

  #settled() {
    for (const source of /** @type {TrackSource[]} */ (['microphone', 'camera', 'screen_share', 'screen_share_audio'])) {
      const sender = this.#slots?.transceiver(source)?.sender;
      if (sender === undefined || this.#encoders.has(source)) continue;
      const encoder = new Encoder(sender, source);
      this.#encoders.set(source, encoder);
      encoder.prepare();
    }
    this.#options.listener.settled(this);
    // After an offer of the other side on a new peer: a screen that we share has no m-section in it.
    if (!this.#needsOffer) return;
    this.#needsOffer = false;
    this.#handle({ type: 'negotiate' });
  }

  #schedule() {
    const { clock } = this.#options.environment;
    if (this.#timer !== null) clock.clearTimer(this.#timer);
    const deadline = linkDeadline(this.#state);
    this.#timer = deadline === null || this.#isClosed ? null : clock.setTimer(() => this.#handle({ type: 'timer' }), Math.max(0, deadline - clock.now()));
  }
}
