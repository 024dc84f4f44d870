/**
 * @typedef {import('./sender-slots.js').Encoding} Encoding
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 */

/**
 * Keeps the parameters of one sender as wished. `setParameters` must not be called twice at a time, so only the newest wish waits.
 */
export class Encoder {
  #sender;
  /** @type {{encoding: Encoding | null, degradationPreference: string} | null} what the sender is not set to yet */
  #wish = null;
  /** The newest wish, whether met or not. */
  #wished = '';
  #busy = false;
  #priority;
  #isVideo;

  /**
   * @param {RTCRtpSender} sender
   * @param {TrackSource} source
   */
  constructor(sender, source) {
    this.#sender = sender;
    this.#isVideo = source === 'camera' || source === 'screen_share';
    // Somebody who is heard but not seen can still talk.
    this.#priority = /** @type {RTCPriorityType} */ (source === 'microphone' ? 'high' : source === 'camera' ? 'low' : 'medium');
  }

  /** Sets what holds whatever the quality controller decides. To be called once the sender is negotiated. */
  prepare() {
    this.#wish ??= { encoding: null, degradationPreference: '' };
    void this.#apply();
  }

  /**
   * @param {Encoding} encoding
   * @param {'maintain-framerate' | 'maintain-resolution' | 'balanced'} degradationPreference
   */
  set(encoding, degradationPreference) {
    const wish = { encoding, degradationPreference };
    const wished = JSON.stringify(wish);
    if (wished === this.#wished) return;
    this.#wished = wished;
    this.#wish = wish;
    void this.#apply();
  }

  async #apply() {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#wish !== null) {
      const wish = this.#wish;
      this.#wish = null;
      const parameters = this.#sender.getParameters();
      const [first] = parameters.encodings;
      // Firefox has no encodings before the first negotiation; the next wish comes after it.
      if (first === undefined) break;
      first.priority = this.#priority;
      first.networkPriority = this.#priority;
      if (wish.encoding !== null) write(first, wish.encoding, this.#isVideo);
      if (wish.degradationPreference !== '' && 'degradationPreference' in parameters) {
        parameters.degradationPreference = /** @type {RTCDegradationPreference} */ (wish.degradationPreference);
      }
      try {
        await this.#sender.setParameters(parameters);
      } catch {
        // The peer was closed, or a negotiation came in between: the next wish is written even if it is the same.
        this.#wished = '';
      }
    }
    this.#busy = false;
  }
}

/**
 * @param {RTCRtpEncodingParameters} parameters
 * @param {Encoding} encoding
 * @param {boolean} isVideo
 */
function write(parameters, encoding, isVideo) {
  parameters.active = encoding.active;
  parameters.maxBitrate = encoding.maxBitrate;
  if (!isVideo) return;
  parameters.scaleResolutionDownBy = Math.max(1, encoding.scaleResolutionDownBy);
  if (encoding.maxFramerate === null) delete parameters.maxFramerate;
  else parameters.maxFramerate = encoding.maxFramerate;
}
