/**
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('../protocol/types.js').MediaSection} MediaSection
 *
 * @typedef {object} Encoding see `EncodingTarget` in `web/sdk/quality/types.js`
 * @property {boolean} active
 * @property {number} maxBitrate bit/s
 * @property {number | null} maxFramerate
 * @property {number} scaleResolutionDownBy
 */

/** These two share one m-section with the other side's. They exist from the first offer on, so that turning a camera on needs none. */
/** @type {readonly ('microphone' | 'camera')[]} */
const CALL_SOURCES = ['microphone', 'camera'];

/**
 * What one RTCPeerConnection sends: one transceiver for each source, in a stable order.
 *
 * Microphone and camera are `sendrecv` in the first audio and the first video m-section, whoever made the offer. A shared screen and its
 * sound have m-sections of their own, in one direction, made when first needed and used again later.
 */
export class SenderSlots {
  /** @type {Map<TrackSource, RTCRtpTransceiver>} */
  #slots = new Map();
  #peer;
  #streams;
  /** The first offer is made or applied: what has no m-section now needs a new one. */
  #ready = false;

  /**
   * @param {RTCPeerConnection} peer
   * @param {{call: MediaStream, screen: MediaStream}} streams only named in the SDP: receivers keep sound and picture of one stream in step
   */
  constructor(peer, streams) {
    this.#peer = peer;
    this.#streams = streams;
  }

  /** Before the first offer of ours. */
  prepareOffer() {
    for (const source of CALL_SOURCES) this.#add(source, null, 'sendrecv');
    this.#ready = true;
  }

  /** After a remote offer was applied and before it is answered: our microphone and camera take their places in it. */
  adopt() {
    for (const source of CALL_SOURCES) {
      if (this.#slots.has(source)) continue;
      const kind = source === 'microphone' ? 'audio' : 'video';
      const transceiver = this.#peer.getTransceivers().find((each) => each.mid !== null && each.receiver.track.kind === kind && !this.#isTaken(each));
      if (transceiver === undefined || transceiver.currentDirection === 'stopped') continue;
      transceiver.direction = 'sendrecv';
      if ('setStreams' in transceiver.sender) transceiver.sender.setStreams(this.#streams.call);
      this.#slots.set(source, transceiver);
    }
    this.#ready = true;
  }

  /**
   * Sends another track for a source, or none.
   *
   * @param {TrackSource} source
   * @param {MediaStreamTrack | null} track
   * @returns {boolean} whether this needs a negotiation
   */
  set(source, track) {
    const transceiver = this.#slots.get(source);
    if (transceiver === undefined) {
      if (track === null || !this.#ready) return false;
      this.#add(source, track, isCallSource(source) ? 'sendrecv' : 'sendonly');
      return true;
    }
    // Rejects only when the peer has been closed meanwhile.
    if (transceiver.sender.track !== track) transceiver.sender.replaceTrack(track).catch(() => {});
    if (isCallSource(source)) return false;
    const direction = track === null ? 'inactive' : 'sendonly';
    if (transceiver.direction === direction) return false;
    transceiver.direction = direction;
    return true;
  }

  /**
   * @param {TrackSource} source
   * @returns {RTCRtpTransceiver | undefined}
   */
  transceiver(source) {
    return this.#slots.get(source);
  }

  /**
   * Which m-section carries which of our published tracks.
   *
   * @param {ReadonlyMap<TrackSource, string>} ids of the published tracks
   * @returns {MediaSection[]}
   */
  sections(ids) {
    /** @type {MediaSection[]} */
    const sections = [];
    for (const [source, { mid }] of this.#slots) {
      const track = ids.get(source);
      if (mid !== null && track !== undefined) sections.push({ mid, track });
    }
    return sections;
  }

  /**
   * @param {TrackSource} source
   * @param {MediaStreamTrack | null} track
   * @param {RTCRtpTransceiverDirection} direction
   */
  #add(source, track, direction) {
    const kind = source === 'microphone' || source === 'screen_share_audio' ? 'audio' : 'video';
    const stream = isCallSource(source) ? this.#streams.call : this.#streams.screen;
    this.#slots.set(source, this.#peer.addTransceiver(track ?? kind, { direction, streams: [stream] }));
  }

  /** @param {RTCRtpTransceiver} transceiver */
  #isTaken(transceiver) {
    return [...this.#slots.values()].includes(transceiver);
  }
}

/** @param {TrackSource} source */
function isCallSource(source) {
  return source === 'microphone' || source === 'camera';
}
