/**
 * @typedef {import('../protocol/types.js').TrackInfo} TrackInfo
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('./attachments.js').Attachments} Attachments
 * @typedef {import('../quality/types.js').TrackSample} TrackSample
 */

/**
 * What the room keeps about a track; `Track` is the view of it that applications hold.
 *
 * @typedef {object} TrackRecord
 * @property {string} key the track's id for applications, stable while the track lives
 * @property {TrackInfo} info as the server last said
 * @property {Attachments} attachments
 * @property {string} arrivedAs id under which `attachments.track` came; an older one until a new presence's media arrives
 * @property {TrackSample | null} sample
 */

/** A published track: somebody's camera, microphone or shared screen. Made by the room, never by applications. */
export class Track {
  #record;

  /** @param {TrackRecord} record */
  constructor(record) {
    this.#record = record;
  }

  /** Stable for as long as this object is in `participant.tracks`. */
  get id() {
    return this.#record.key;
  }

  /** @returns {TrackSource} */
  get source() {
    return this.#record.info.source;
  }

  /** @returns {'audio' | 'video'} */
  get kind() {
    return kindOf(this.#record.info.source);
  }

  get name() {
    return this.#record.info.name ?? '';
  }

  /** True while nothing of it may be shown or played, whoever muted it. */
  get muted() {
    return this.#record.info.muted;
  }

  /**
   * The browser's track, null while there is none (not subscribed yet; a local device that is released).
   * It changes when the device or the path of the media does: prefer `attach`, which follows.
   *
   * @returns {MediaStreamTrack | null}
   */
  get mediaStreamTrack() {
    return this.#record.attachments.track;
  }

  /**
   * Pixels, as far as known: what arrives, else what the publisher announced.
   *
   * @returns {{width: number, height: number} | null}
   */
  get dimensions() {
    const { width: sampledWidth, height: sampledHeight } = this.#record.sample ?? {};
    if (sampledWidth && sampledHeight) return { width: sampledWidth, height: sampledHeight };
    const settings = this.mediaStreamTrack?.getSettings();
    if (settings?.width && settings.height) return { width: settings.width, height: settings.height };
    const { width, height } = this.#record.info;
    return width && height ? { width, height } : null;
  }

  /** The newest statistics of this track, null before the first. */
  get stats() {
    return this.#record.sample;
  }

  /**
   * Shows or plays the track in an element, also after the device or the path behind it changed, until `detach` or until the track ends.
   * An audio and a video track may share one element.
   *
   * @template {HTMLMediaElement} Element
   * @param {Element} element
   * @returns {Element}
   */
  attach(element) {
    this.#record.attachments.attach(element);
    return element;
  }

  /**
   * @param {HTMLMediaElement} [element] all of them when left out
   * @returns {void}
   */
  detach(element) {
    for (const each of element ? [element] : this.#record.attachments.elements) this.#record.attachments.detach(each);
  }
}

/**
 * @param {TrackSource} source
 * @returns {'audio' | 'video'}
 */
export function kindOf(source) {
  switch (source) {
    case 'camera':
    case 'screen_share':
      return 'video';
    case 'microphone':
    case 'screen_share_audio':
      return 'audio';
  }
}
