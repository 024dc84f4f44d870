import { ElementId, childrenOf, joined, readElementHeader, readUnsigned } from './ebml.js';

/**
 * Walks through a WebM file as its bytes come, keeping next to nothing of them: where the header ends, where clusters begin, when the last
 * frame is, and up to where the file is whole. Both what MediaRecorder writes and what a crash left of it.
 *
 * Clusters may have an unknown size: their children never have the id of a child of the Segment, so all are read in one row (RFC 9559 §5.1).
 *
 * @typedef {object} ClusterPlace
 * @property {number} offset in the file
 * @property {number | null} openSize offset of a size of eight bytes that says "unknown"
 * @property {number | null} keyframeTime milliseconds, of its first picture if a player can begin there; without video, of its first sound
 *
 * @typedef {{track: number, time: number, isKeyframe: boolean}} Frame
 */

/** No element of a header, no frame and no list of cues that a browser writes comes near this; what claims more is damage. */
const LARGEST_ELEMENT = 64 * 1024 * 1024;
/** What is needed of a block: track number (1), time (2), flags (1); of a block group those behind two headers. */
const BLOCK_HEAD_LENGTH = 4;
const GROUP_HEAD_LENGTH = 20;
const LONGEST_TRACKS = 64 * 1024;
const VIDEO_TYPE = 1;

export class WebmScanner {
  /** Offset in the file of the first byte that has not been used. */
  #consumed = 0;
  /** Offset of the end of the element that is being passed over. */
  #elementEnd = 0;
  #wholeLength = 0;
  /** Bytes that came but did not make up the head of an element yet. */
  #rest = new Uint8Array(0);
  /** @type {ClusterPlace[]} */
  #clusters = [];
  #clusterTime = 0;
  /** Whether the first picture (or sound, without video) of the current cluster has been seen. */
  #hasBegun = false;
  /**
   * The frame that is being passed over. It counts once it is whole.
   *
   * @type {Frame | null}
   */
  #frame = null;
  /** @type {number | null} */
  #videoTrack = null;
  /** @type {number | null} */
  #lastTime = null;
  /** @type {number | null} */
  #segmentStart = null;
  #isDamaged = false;

  /** Up to where the file is whole: the end of the last complete element. */
  get wholeLength() {
    return this.#wholeLength;
  }

  /** @returns {readonly ClusterPlace[]} */
  get clusters() {
    return this.#clusters;
  }

  /** Time of the last frame in milliseconds; null before the first. */
  get lastTime() {
    return this.#lastTime;
  }

  /** Number of the video track; null when there is none. */
  get videoTrack() {
    return this.#videoTrack;
  }

  /** Offset of the Segment's payload, to which positions in SeekHead and Cues are relative; null before it was seen. */
  get segmentStart() {
    return this.#segmentStart;
  }

  /** What follows is an index or makes no sense; nothing more is read. */
  get isDamaged() {
    return this.#isDamaged;
  }

  /**
   * @param {Uint8Array} bytes the next of the file
   * @returns {void}
   */
  push(bytes) {
    if (this.#isDamaged) return;
    const passed = Math.min(bytes.length, this.#elementEnd - this.#consumed);
    if (passed > 0) this.#advance(passed);
    const fresh = passed > 0 ? bytes.subarray(passed) : bytes;
    const input = this.#rest.length > 0 ? joined([this.#rest, fresh]) : fresh;
    let at = 0;
    for (let used = 1; used > 0 && at < input.length; at += used) used = this.#element(input.subarray(at));
    this.#rest = input.slice(at);
  }

  /** @param {number} count */
  #advance(count) {
    this.#consumed += count;
    if (this.#consumed < this.#elementEnd) return;
    this.#wholeLength = this.#consumed;
    if (this.#frame) this.#completed(this.#frame);
    this.#frame = null;
  }

  /**
   * @param {Uint8Array} input beginning with an element
   * @returns {number} how many bytes were used; 0 when more are needed, or nothing more makes sense
   */
  #element(input) {
    const header = readElementHeader(input, 0);
    if (header === 'truncated') return 0;
    if (header === 'invalid') return this.#damaged();
    const { id, size, length } = header;
    // The index is written last and anew by every repair: the recording ends before it.
    if (id === ElementId.cues) return this.#damaged();
    if (id === ElementId.segment || id === ElementId.cluster) {
      if (id === ElementId.segment) this.#segmentStart = this.#consumed + length;
      else this.#clusters.push({ offset: this.#consumed, openSize: size === null && length === 12 ? this.#consumed + 4 : null, keyframeTime: null });
      this.#hasBegun = false;
      // Its children come next; with the first of them the file is whole again.
      this.#consumed += length;
      this.#elementEnd = this.#consumed;
      return length;
    }
    if (size === null || size > LARGEST_ELEMENT) return this.#damaged();
    const head = length + headLength(id, size);
    if (input.length < head) return 0;
    this.#look(id, input.subarray(length, head));
    this.#elementEnd = this.#consumed + length + size;
    const used = Math.min(input.length, length + size);
    this.#advance(used);
    return used;
  }

  #damaged() {
    this.#isDamaged = true;
    return 0;
  }

  /**
   * @param {number} id
   * @param {Uint8Array} head
   */
  #look(id, head) {
    if (id === ElementId.timestamp) {
      this.#clusterTime = readUnsigned(head, 0, head.length);
    } else if (id === ElementId.tracks) {
      this.#videoTrack = videoTrackOf(head);
    } else if (id === ElementId.simpleBlock) {
      this.#frame = this.#frameFrom(head, ((head[3] ?? 0) & 0x80) !== 0);
    } else if (id === ElementId.blockGroup) {
      // What tells a keyframe in a group (no ReferenceBlock) comes after the frame, so a group is never taken for one.
      const block = readElementHeader(head, 0);
      if (typeof block !== 'string' && block.id === ElementId.block) this.#frame = this.#frameFrom(head.subarray(block.length), false);
    }
  }

  /**
   * @param {Uint8Array} head track number (a browser has few: one byte), time relative to the cluster, flags
   * @param {boolean} isKeyframe
   * @returns {Frame | null}
   */
  #frameFrom(head, isKeyframe) {
    if (head.length < BLOCK_HEAD_LENGTH) return null;
    const time = this.#clusterTime + new DataView(head.buffer, head.byteOffset).getInt16(1);
    return { track: (head[0] ?? 0) & 0x7f, time, isKeyframe };
  }

  /** @param {Frame} frame */
  #completed({ track, time, isKeyframe }) {
    const cluster = this.#clusters.at(-1);
    if (cluster && !this.#hasBegun && (this.#videoTrack === null || track === this.#videoTrack)) {
      this.#hasBegun = true;
      cluster.keyframeTime = isKeyframe ? time : null;
    }
    this.#lastTime = Math.max(this.#lastTime ?? time, time);
  }
}

/**
 * @param {Uint8Array} tracks payload of Tracks
 * @returns {number | null} number of the first video track
 */
function videoTrackOf(tracks) {
  for (const entry of childrenOf(tracks)) {
    if (entry.id !== ElementId.trackEntry) continue;
    const payload = tracks.subarray(entry.payloadStart, entry.end);
    const children = childrenOf(payload);
    const valueOf = (/** @type {number} */ id) => {
      const child = children.find((one) => one.id === id);
      return child ? readUnsigned(payload, child.payloadStart, Math.min(8, child.end - child.payloadStart)) : null;
    };
    if (valueOf(ElementId.trackType) === VIDEO_TYPE) return valueOf(ElementId.trackNumber);
  }
  return null;
}

/**
 * How much of an element's payload is looked at.
 *
 * @param {number} id
 * @param {number} size
 */
function headLength(id, size) {
  switch (id) {
    case ElementId.simpleBlock:
      return Math.min(size, BLOCK_HEAD_LENGTH);
    case ElementId.blockGroup:
      return Math.min(size, GROUP_HEAD_LENGTH);
    case ElementId.timestamp:
      return Math.min(size, 8);
    case ElementId.tracks:
      return Math.min(size, LONGEST_TRACKS);
    default:
      return 0;
  }
}
