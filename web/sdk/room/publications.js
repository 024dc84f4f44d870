import { RoomError } from '../errors.js';
import { Attachments } from './attachments.js';
import { Track } from './track.js';

/**
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('./track.js').TrackRecord} TrackRecord
 *
 * @typedef {object} Publication
 * @property {string} cid
 * @property {TrackRecord} record `key` and `info.id` are empty until the server gave an id
 * @property {Track | null} track null until then
 *
 * @typedef {object} PublicationPort
 * @property {(request: import('../signaling/types.js').Request) => Promise<import('../protocol/types.js').AckMessage>} request
 * @property {(source: TrackSource, track: MediaStreamTrack | null) => void} send what the links send
 * @property {(source: TrackSource, id: string | null) => void} identify
 * @property {() => boolean} isJoined
 * @property {(source: TrackSource) => boolean} mayPublish
 * @property {() => void} replaced another device is behind a published track
 * @property {Map<string, Track>} tracks of the local participant, by key
 * @property {(type: 'localTrackPublished' | 'localTrackUnpublished' | 'trackMuted' | 'trackUnmuted', track: Track, by?: string) => void} tell
 */

/**
 * What this client publishes, at most one track for each source, and how that survives a new session: what is wished is kept here, and
 * announced again whenever the server has forgotten it.
 */
export class Publications {
  /** @type {Map<TrackSource, Publication>} */
  #publications = new Map();
  #port;
  #playback;
  #environment;

  /**
   * @param {import('../environment.js').Environment} environment
   * @param {import('./attachments.js').Playback} playback
   * @param {PublicationPort} port
   */
  constructor(environment, playback, port) {
    this.#environment = environment;
    this.#playback = playback;
    this.#port = port;
  }

  /**
   * @param {TrackSource} source
   * @returns {{muted: boolean, mediaStreamTrack: MediaStreamTrack | null} | null} null: not published
   */
  get(source) {
    const record = this.#publications.get(source)?.record;
    return record ? { muted: record.info.muted, mediaStreamTrack: record.attachments.track } : null;
  }

  /** @returns {Map<TrackSource, TrackRecord>} */
  get records() {
    return new Map([...this.#publications].map(([source, { record }]) => [source, record]));
  }

  /**
   * Sends a track and announces it. One that is published already gets the new media.
   *
   * @param {TrackSource} source
   * @param {MediaStreamTrack} mediaStreamTrack
   */
  async publish(source, mediaStreamTrack) {
    if (this.#publications.has(source)) return this.replace(source, mediaStreamTrack);
    const { width, height } = mediaStreamTrack.getSettings();
    const cid = `${source}-${this.#environment.random().toString(36).slice(2, 12)}`;
    /** @type {TrackRecord} */
    const record = {
      key: '',
      info: { id: '', cid, source, muted: false, ...(width && height ? { width, height } : {}) },
      attachments: new Attachments(this.#playback),
      arrivedAs: '',
      sample: null,
    };
    record.attachments.replace(mediaStreamTrack);
    const publication = { cid, record, track: null };
    this.#publications.set(source, publication);
    if (!this.#port.isJoined()) return;
    await this.#announce(source, publication);
  }

  /**
   * Other media for a source: another device, or none while it is released.
   *
   * @param {TrackSource} source
   * @param {MediaStreamTrack | null} mediaStreamTrack
   */
  replace(source, mediaStreamTrack) {
    const record = this.#publications.get(source)?.record;
    if (record === undefined) return;
    if (mediaStreamTrack) mediaStreamTrack.enabled = !record.info.muted;
    record.attachments.replace(mediaStreamTrack);
    this.#port.send(source, mediaStreamTrack);
    this.#port.replaced();
  }

  /**
   * @param {TrackSource} source
   * @param {boolean} muted
   */
  setMuted(source, muted) {
    const publication = this.#publications.get(source);
    if (publication === undefined || publication.record.info.muted === muted) return;
    this.#applyMute(publication, muted);
    this.#requestMute(publication);
  }

  /** @param {TrackSource} source */
  unpublish(source) {
    const publication = this.#publications.get(source);
    if (publication === undefined) return;
    const { id } = publication.record.info;
    this.#forget(source, publication);
    // A refusal means that the server has forgotten it already.
    if (id !== '') this.#port.request({ type: 'unpublish', track: id }).catch(() => {});
  }

  /** Announces everything: at the first join, and again in a new session, which knows nothing of the old one. */
  announceAll() {
    for (const [source, publication] of this.#publications) {
      publication.record.info = { ...publication.record.info, id: '' };
      this.#port.identify(source, null);
      // What is refused disappears again; `publish` tells whoever still waits for it.
      this.#announce(source, publication).catch(() => {});
    }
  }

  /**
   * A moderator muted one of our tracks (or the server confirms what we did ourselves).
   *
   * @param {string} id
   * @param {boolean} muted
   * @param {string} [by]
   */
  serverMuted(id, muted, by) {
    const publication = this.#byId(id)?.[1];
    // Without `by` it is an echo of our own request, and may be older than our newest wish.
    if (publication && by !== undefined && publication.record.info.muted !== muted) this.#applyMute(publication, muted, by);
  }

  /** @param {string} id */
  serverUnpublished(id) {
    const found = this.#byId(id);
    if (found) this.#forget(...found);
  }

  /**
   * @param {TrackSource} source
   * @param {Publication} publication
   */
  async #announce(source, publication) {
    if (!this.#port.mayPublish(source)) {
      this.#forget(source, publication);
      throw new RoomError('forbidden', `This person may not publish a ${source}.`);
    }
    const { record } = publication;
    // Media flows at once; the links tell whose it is as soon as the server gave the id.
    this.#port.send(source, record.attachments.track);
    const { id: _, ...announced } = record.info;
    try {
      const { track } = await this.#port.request({ type: 'publish', track: announced });
      if (track === undefined || this.#publications.get(source) !== publication) return;
      record.key ||= track.id;
      record.info = { ...track, muted: record.info.muted };
      this.#port.identify(source, track.id);
      if (record.info.muted !== announced.muted) this.#requestMute(publication);
    } catch (error) {
      // A new session announces everything again by itself.
      if (error instanceof RoomError && error.reason === 'connection_lost') return;
      if (this.#publications.get(source) === publication) this.#forget(source, publication);
      throw error;
    }
    if (publication.track !== null) return;
    publication.track = new Track(record);
    this.#port.tracks.set(record.key, publication.track);
    this.#port.tell('localTrackPublished', publication.track);
  }

  /**
   * @param {Publication} publication
   * @param {boolean} muted
   * @param {string} [by]
   */
  #applyMute({ record, track }, muted, by) {
    record.info = { ...record.info, muted };
    if (record.attachments.track) record.attachments.track.enabled = !muted;
    if (track) this.#port.tell(muted ? 'trackMuted' : 'trackUnmuted', track, by);
  }

  /** @param {Publication} publication */
  #requestMute({ record: { info } }) {
    // Nothing to wait for: silence began already, and a lost session announces the newest state.
    if (info.id !== '') this.#port.request({ type: 'mute', track: info.id, muted: info.muted }).catch(() => {});
  }

  /**
   * @param {TrackSource} source
   * @param {Publication} publication
   */
  #forget(source, publication) {
    this.#publications.delete(source);
    this.#port.send(source, null);
    this.#port.identify(source, null);
    if (publication.track) {
      this.#port.tracks.delete(publication.record.key);
      this.#port.tell('localTrackUnpublished', publication.track);
    }
    publication.record.attachments.clear();
  }

  /**
   * @param {string} id
   * @returns {[TrackSource, Publication] | undefined}
   */
  #byId(id) {
    return [...this.#publications].find(([, { record }]) => record.info.id === id);
  }
}
