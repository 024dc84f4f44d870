import { LocalMedia } from './local-media.js';
import { PeerLink } from './peer-link.js';

/**
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('../protocol/types.js').ServerDescriptionMessage} ServerDescriptionMessage
 * @typedef {import('../protocol/types.js').ServerCandidateMessage} ServerCandidateMessage
 *
 * @typedef {object} MeshListener all participants by key
 * @property {(request: import('../signaling/types.js').Request) => void} send
 * @property {(key: string) => void} received what arrives from this participant may have changed
 * @property {(key: string, change: 'connected' | 'reconnecting' | 'reconnected' | 'rebuilt') => void} changed
 * @property {(id: string) => void} lost no media flows on this participant's link
 * @property {(key: string, channels: {ordered: RTCDataChannel, fast: RTCDataChannel}) => void} channelsCreated
 *
 * @typedef {object} ReceivedTrack
 * @property {MediaStreamTrack} track
 * @property {RTCRtpReceiver} receiver
 * @property {string} mid
 */

/** How long the media of a replaced link may go on while the new one is being made. */
const REPLACED_MS = 15_000;

/**
 * The links to all others, one RTCPeerConnection each.
 *
 * When a participant gets a new id the link is made anew, since all that belongs to it is addressed by id. Its media goes on over the
 * old one meanwhile: make before break.
 */
export class Mesh {
  media;
  #environment;
  #listener;
  /**
   * By id.
   *
   * @type {Map<string, PeerLink>}
   */
  #links = new Map();
  /**
   * Links that still deliver, with the timers that end them.
   *
   * @type {Map<PeerLink, unknown>}
   */
  #replaced = new Map();
  /** @type {RTCConfiguration} */
  #configuration = { bundlePolicy: 'max-bundle' };
  #localId = '';
  #epoch = 0;
  #signalUp = false;

  /**
   * @param {import('../environment.js').Environment} environment
   * @param {MeshListener} listener
   */
  constructor(environment, listener) {
    this.#environment = environment;
    this.#listener = listener;
    this.media = new LocalMedia(environment);
  }

  /** @param {{localId: string, epoch: number}} options */
  configure({ localId, epoch }) {
    this.#localId = localId;
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    for (const link of this.#links.values()) link.handle({ type: 'epoch', epoch });
  }

  /** @param {Partial<RTCConfiguration>} changes */
  setConfiguration(changes) {
    this.#configuration = { ...this.#configuration, ...changes };
    for (const link of this.#links.values()) link.configure(this.#configuration);
  }

  /**
   * @param {string} id
   * @param {string} key
   * @param {boolean} initiate
   */
  open(id, key, initiate) {
    this.replace(id);
    const link = new PeerLink({
      key,
      localId: this.#localId,
      remoteId: id,
      epoch: this.#epoch,
      signalUp: this.#signalUp,
      environment: this.#environment,
      configuration: this.#configuration,
      media: this.media,
      listener: this.#linkListener,
    });
    this.#links.set(id, link);
    link.start(initiate);
  }

  /**
   * Another link will follow for the same person; this one delivers until then.
   *
   * @param {string} id
   */
  replace(id) {
    const link = this.#links.get(id);
    if (link === undefined) return;
    this.#links.delete(id);
    if (link.state !== 'connected') {
      link.close();
      this.#listener.lost(id);
      return;
    }
    this.#replaced.set(link, this.#environment.clock.setTimer(() => this.#end(link), REPLACED_MS));
  }

  /**
   * Nobody is there any more.
   *
   * @param {string} id
   */
  close(id) {
    this.#links.get(id)?.close();
    this.#links.delete(id);
    for (const link of this.#replaced.keys()) if (link.remoteId === id) this.#end(link);
  }

  closeAll() {
    for (const id of [...this.#links.keys()]) this.close(id);
    for (const link of [...this.#replaced.keys()]) this.#end(link);
  }

  /** @param {ServerDescriptionMessage | ServerCandidateMessage} message */
  receive(message) {
    const link = this.#links.get(message.from);
    if (message.type === 'description') link?.handle({ type: 'description', body: message });
    else link?.handle({ type: 'candidate', body: message });
  }

  /**
   * What is sent for a source, on all links.
   *
   * @param {TrackSource} source
   * @param {MediaStreamTrack | null} track
   */
  setTrack(source, track) {
    if (track === null) this.media.tracks.delete(source);
    else this.media.tracks.set(source, track);
    for (const link of this.#links.values()) link.trackChanged(source);
  }

  /**
   * The id under which a source is published, null while it is not.
   *
   * @param {TrackSource} source
   * @param {string | null} id
   */
  setTrackId(source, id) {
    if (id === null) this.media.ids.delete(source);
    else this.media.ids.set(source, id);
    for (const link of this.#links.values()) link.handle({ type: 'mappingChanged' });
  }

  /**
   * Whether offers reach the others.
   *
   * @param {boolean} up our own connection to the server
   * @param {(id: string) => boolean} reaches the other's
   */
  setSignal(up, reaches) {
    this.#signalUp = up;
    for (const [id, link] of this.#links) link.handle({ type: 'signal', up: up && reaches(id) });
  }

  networkChanged() {
    for (const link of this.#links.values()) link.handle({ type: 'networkChanged' });
  }

  /** @returns {PeerLink[]} */
  get links() {
    return [...this.#links.values()];
  }

  /**
   * @param {string} key
   * @returns {boolean} whether media and data flow, be it over a link that is being replaced
   */
  isConnected(key) {
    return [...this.#links.values(), ...this.#replaced.keys()].some((link) => link.key === key && link.state === 'connected');
  }

  /**
   * What arrives from a participant, by track id; null while a replaced link still delivers and the new one does not.
   *
   * @param {string} key
   * @returns {Map<string, ReceivedTrack> | null}
   */
  received(key) {
    const link = this.links.find((each) => each.key === key);
    if (link === undefined) return null;
    const isReplacing = [...this.#replaced.keys()].some((each) => each.key === key);
    return isReplacing && link.state !== 'connected' ? null : link.received();
  }

  /** @type {import('./peer-link.js').LinkListener} */
  #linkListener = {
    // What a replaced link says would reach the link that follows it.
    send: (link, request) => this.#replaced.has(link) || this.#listener.send({ ...request, to: link.remoteId }),
    settled: (link) => this.#listener.received(link.key),
    stateChanged: (link, state) => this.#stateChanged(link, state),
    changed: (link, change) => this.#replaced.has(link) || this.#listener.changed(link.key, change),
    channelsCreated: (link, channels) => this.#listener.channelsCreated(link.key, channels),
  };

  /**
   * @param {PeerLink} link
   * @param {RTCPeerConnectionState} state
   */
  #stateChanged(link, state) {
    if (this.#replaced.has(link)) {
      if (state !== 'connected' && state !== 'connecting') this.#end(link);
      return;
    }
    if (state === 'connected') {
      for (const old of [...this.#replaced.keys()]) if (old.key === link.key) this.#end(old);
      this.#listener.received(link.key);
    }
  }

  /** @param {PeerLink} link that was replaced */
  #end(link) {
    const timer = this.#replaced.get(link);
    if (timer === undefined) return;
    this.#replaced.delete(link);
    this.#environment.clock.clearTimer(timer);
    link.close();
    this.#listener.lost(link.remoteId);
  }
}
