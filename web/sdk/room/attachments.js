/**
 * What all tracks of a room share about playing: which speaker, and whom to tell that the browser refused to play.
 *
 * @typedef {object} Playback
 * @property {string | null} speakerId null: the system's choice
 * @property {(element: HTMLMediaElement) => void} onBlocked the browser wants a gesture first
 */

/** Streams that an `Attachments` made, so that two tracks can share one element and a foreign stream is never touched. */
const ownStreams = new WeakSet();

/**
 * The media elements that show or play one track, and keep doing so when the track behind it is replaced
 * (another device, another path of the media).
 */
export class Attachments {
  /** @type {Set<HTMLMediaElement>} */
  #elements = new Set();
  /** @type {MediaStreamTrack | null} */
  #track = null;
  #playback;

  /** @param {Playback} playback */
  constructor(playback) {
    this.#playback = playback;
  }

  get elements() {
    return [...this.#elements];
  }

  get track() {
    return this.#track;
  }

  /** @param {MediaStreamTrack | null} track */
  replace(track) {
    if (track === this.#track) return;
    const previous = this.#track;
    this.#track = track;
    for (const element of this.#elements) {
      if (previous) detach(element, previous);
      if (track) this.#show(element, track);
    }
  }

  /** @param {HTMLMediaElement} element */
  attach(element) {
    this.#elements.add(element);
    if (this.#track) this.#show(element, this.#track);
  }

  /** @param {HTMLMediaElement} element */
  detach(element) {
    if (this.#elements.delete(element) && this.#track) detach(element, this.#track);
  }

  /** Lets go of every element: the track is over. */
  clear() {
    for (const element of [...this.#elements]) this.detach(element);
    this.#track = null;
  }

  /** Plays again what the browser refused to play; to be called from a gesture. */
  resume() {
    for (const element of this.#elements) if (element.paused && element.srcObject) this.#play(element);
  }

  /** Moves what is playing to the speaker of `playback`. */
  applySpeaker() {
    if (this.#track?.kind !== 'audio') return;
    for (const element of this.#elements) this.#route(element);
  }

  /**
   * @param {HTMLMediaElement} element
   * @param {MediaStreamTrack} track
   */
  #show(element, track) {
    const shared = element.srcObject;
    if (shared instanceof MediaStream && ownStreams.has(shared)) {
      for (const other of shared.getTracks()) if (other.kind === track.kind && other !== track) shared.removeTrack(other);
      shared.addTrack(track);
    } else {
      const stream = new MediaStream([track]);
      ownStreams.add(stream);
      element.srcObject = stream;
    }
    element.autoplay = true;
    if ('playsInline' in element) /** @type {HTMLVideoElement} */ (element).playsInline = true;
    if (track.kind === 'audio') this.#route(element);
    this.#play(element);
  }

  /** @param {HTMLMediaElement} element */
  #route(element) {
    if (this.#playback.speakerId === null || typeof element.setSinkId !== 'function') return;
    // A speaker that has just been unplugged: the browser goes on with the system's choice.
    element.setSinkId(this.#playback.speakerId).catch(() => {});
  }

  /** @param {HTMLMediaElement} element */
  #play(element) {
    element.play().catch((/** @type {unknown} */ error) => {
      // Any other refusal is an AbortError: a newer srcObject took over, and its own play() counts.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#playback.onBlocked(element);
    });
  }
}

/**
 * @param {HTMLMediaElement} element
 * @param {MediaStreamTrack} track
 */
function detach(element, track) {
  const stream = element.srcObject;
  if (!(stream instanceof MediaStream) || !ownStreams.has(stream)) return;
  stream.removeTrack(track);
  if (stream.getTracks().length === 0) element.srcObject = null;
}
