import { ElementId, UNKNOWN_SIZE, childrenOf, element, float64, joined, readElementHeader, sizeVint, unsigned, voidOf } from './ebml.js';
import { WebmScanner } from './webm-scanner.js';

/**
 * What MediaRecorder gives is a WebM stream: no duration, no index, so players cannot seek and show no length. This turns it, while it is being
 * written, into a file with room for both at its beginning: a duration that is kept up to date every second, so that a file that a crash
 * cut off is good as it lies there, and at the end an index (Cues) and the true sizes. Pure: bytes in, positioned writes out.
 *
 * @typedef {object} PositionedWrite
 * @property {number} at offset in the file
 * @property {Uint8Array} bytes
 *
 * @typedef {object} FileEnd
 * @property {PositionedWrite[]} writes
 * @property {number} length of the whole file; what lies beyond is cut off
 * @property {number} milliseconds
 */

/** SeekHead with three entries (Info, Tracks, Cues) of fixed size. */
const SEEK_ENTRY_LENGTH = 21;
const SEEK_HEAD_LENGTH = 3 * SEEK_ENTRY_LENGTH + 5;
/** A header is some hundred bytes; what has none by then is not WebM. */
const LONGEST_HEADER = 64 * 1024;
/** The last frame lasts, too. */
const LAST_FRAME_MS = 20;
/** Seeking to within two seconds is enough, and an index of many hours stays small. */
const CUE_INTERVAL_MS = 2_000;

export class WebmFile {
  #scanner = new WebmScanner();
  #length = 0;
  /** Bytes that wait for the header to be complete. */
  #waiting = new Uint8Array(0);
  /** @type {HeaderPlaces | null} */
  #header = null;
  #isPlain = false;

  /** How much time is in the file. */
  get milliseconds() {
    return this.#scanner.lastTime ?? 0;
  }

  /**
   * @param {Uint8Array} bytes the next that MediaRecorder gave
   * @returns {PositionedWrite[]}
   */
  push(bytes) {
    if (this.#isPlain) return [this.#appended(bytes)];
    if (this.#header) {
      const write = this.#appended(bytes);
      return [write, ...this.#durationWrites()];
    }
    this.#waiting = joined([this.#waiting, bytes]);
    const prepared = preparedHeader(this.#waiting);
    if (prepared === 'incomplete' && this.#waiting.length < LONGEST_HEADER) return [];
    const waiting = this.#waiting;
    this.#waiting = new Uint8Array(0);
    if (typeof prepared === 'string') {
      // Not what it should be: kept as it is rather than lost.
      this.#isPlain = true;
      return [this.#appended(waiting)];
    }
    this.#header = prepared.places;
    const write = this.#appended(joined([prepared.bytes, waiting.subarray(prepared.sourceLength)]));
    return [write, ...this.#durationWrites()];
  }

  /**
   * The end of the recording: index, duration, length.
   *
   * @returns {FileEnd}
   */
  finish() {
    /** @type {PositionedWrite[]} */
    const writes = [];
    if (this.#waiting.length > 0) writes.push(this.#appended(this.#waiting));
    this.#waiting = new Uint8Array(0);
    if (!this.#header) return { writes, length: this.#length, milliseconds: 0 };
    const end = ending(this.#scanner, this.#header, this.#length);
    return { ...end, writes: [...writes, ...end.writes] };
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {PositionedWrite}
   */
  #appended(bytes) {
    const at = this.#length;
    this.#length += bytes.length;
    if (this.#header) this.#scanner.push(bytes);
    return { at, bytes };
  }

  /** @returns {PositionedWrite[]} */
  #durationWrites() {
    const { lastTime } = this.#scanner;
    return this.#header && lastTime !== null ? [{ at: this.#header.duration, bytes: float64(lastTime + LAST_FRAME_MS) }] : [];
  }
}

/**
 * Repairs a file that was written by `WebmFile` and not finished: reads it once and says what to write and where to cut.
 */
export class WebmRepair {
  #scanner = new WebmScanner();
  #start = new Uint8Array(0);
  #length = 0;

  /**
   * @param {Uint8Array} bytes the next of the file
   * @returns {void}
   */
  push(bytes) {
    this.#length += bytes.length;
    if (this.#start.length < LONGEST_HEADER) this.#start = joined([this.#start, bytes.subarray(0, LONGEST_HEADER)]);
    this.#scanner.push(bytes);
  }

  /** @returns {FileEnd} */
  finish() {
    const header = placesOf(this.#start);
    if (!header || this.#scanner.lastTime === null) return { writes: [], length: this.#length, milliseconds: 0 };
    return ending(this.#scanner, header, this.#scanner.wholeLength);
  }
}

/**
 * @typedef {object} HeaderPlaces offsets in the file
 * @property {number} segmentSize
 * @property {number} segmentStart
 * @property {number} seekHead
 * @property {number} info
 * @property {number} tracks
 * @property {number} duration of the eight bytes of the value
 */

/**
 * @param {WebmScanner} scanner
 * @param {HeaderPlaces} header
 * @param {number} wholeLength
 * @returns {FileEnd}
 */
function ending(scanner, header, wholeLength) {
  const milliseconds = (scanner.lastTime ?? 0) + LAST_FRAME_MS;
  const cues = cuesOf(scanner, header);
  const length = wholeLength + cues.length;
  const seekHead = seekHeadOf(header, cues.length > 0 ? wholeLength : null);
  return {
    writes: [
      { at: wholeLength, bytes: cues },
      ...clusterSizes(scanner, wholeLength),
      { at: header.seekHead, bytes: seekHead },
      { at: header.duration, bytes: float64(milliseconds) },
      { at: header.segmentSize, bytes: sizeVint(length - header.segmentStart, 8) },
    ].filter(({ bytes }) => bytes.length > 0),
    length,
    milliseconds,
  };
}

/**
 * The size of each cluster, which nobody knew when it began. A Segment of known size should not hold clusters of unknown size.
 *
 * @param {WebmScanner} scanner
 * @param {number} wholeLength
 * @returns {PositionedWrite[]}
 */
function clusterSizes({ clusters }, wholeLength) {
  return clusters.flatMap(({ openSize }, index) => {
    const end = clusters[index + 1]?.offset ?? wholeLength;
    return openSize === null || end < openSize + 8 ? [] : [{ at: openSize, bytes: sizeVint(end - openSize - 8, 8) }];
  });
}

/**
 * @param {WebmScanner} scanner
 * @param {HeaderPlaces} header
 * @returns {Uint8Array} empty when there is nowhere to begin
 */
function cuesOf(scanner, header) {
  const points = [];
  let last = -Infinity;
  for (const { offset, keyframeTime } of scanner.clusters) {
    if (keyframeTime === null || keyframeTime - last < CUE_INTERVAL_MS) continue;
    last = keyframeTime;
    const track = element(ElementId.cueTrack, unsigned(scanner.videoTrack ?? 1));
    const position = element(ElementId.cueClusterPosition, unsigned(offset - header.segmentStart));
    points.push(
      element(ElementId.cuePoint, element(ElementId.cueTime, unsigned(keyframeTime)), element(ElementId.cueTrackPositions, track, position)),
    );
  }
  return points.length > 0 ? element(ElementId.cues, ...points) : new Uint8Array(0);
}

/**
 * @param {HeaderPlaces} header
 * @param {number | null} cues offset in the file
 * @returns {Uint8Array} always of the same length
 */
function seekHeadOf({ segmentStart, info, tracks }, cues) {
  const entry = (/** @type {number} */ id, /** @type {number} */ offset) =>
    element(ElementId.seek, element(ElementId.seekId, unsigned(id, 4)), element(ElementId.seekPosition, unsigned(offset - segmentStart, 8)));
  const entries = [entry(ElementId.info, info), entry(ElementId.tracks, tracks)];
  if (cues !== null) return element(ElementId.seekHead, ...entries, entry(ElementId.cues, cues));
  return joined([element(ElementId.seekHead, ...entries), voidOf(SEEK_ENTRY_LENGTH)]);
}

/**
 * @param {Uint8Array} source what MediaRecorder gave so far
 * @returns {{bytes: Uint8Array, places: HeaderPlaces, sourceLength: number} | 'incomplete' | 'foreign'} everything before the first cluster
 */
function preparedHeader(source) {
  const ebml = readElementHeader(source, 0);
  if (typeof ebml === 'string') return ebml === 'truncated' ? 'incomplete' : 'foreign';
  if (ebml.id !== ElementId.ebml || ebml.size === null) return 'foreign';
  const segmentAt = ebml.length + ebml.size;
  const segment = readElementHeader(source, segmentAt);
  if (typeof segment === 'string') return segment === 'truncated' ? 'incomplete' : 'foreign';
  if (segment.id !== ElementId.segment) return 'foreign';
  /** @type {Uint8Array | null} */
  let info = null;
  /** @type {Uint8Array | null} */
  let tracks = null;
  for (let at = segmentAt + segment.length; ; ) {
    const child = readElementHeader(source, at);
    if (typeof child === 'string') return child === 'truncated' ? 'incomplete' : 'foreign';
    if (child.id === ElementId.cluster) {
      return info && tracks ? { ...laidOut(source.subarray(0, segmentAt), info, tracks), sourceLength: at } : 'foreign';
    }
    if (child.size === null) return 'foreign';
    const end = at + child.length + child.size;
    if (end > source.length) return 'incomplete';
    const payload = source.subarray(at + child.length, end);
    if (child.id === ElementId.info) info = infoWithDuration(payload);
    if (child.id === ElementId.tracks) tracks = element(ElementId.tracks, payload);
    at = end;
  }
}

/**
 * @param {Uint8Array} ebml
 * @param {Uint8Array} info the duration is the last thing in it
 * @param {Uint8Array} tracks
 * @returns {{bytes: Uint8Array, places: HeaderPlaces}}
 */
function laidOut(ebml, info, tracks) {
  const segmentSize = ebml.length + 4;
  const segmentStart = segmentSize + UNKNOWN_SIZE.length;
  const infoAt = segmentStart + SEEK_HEAD_LENGTH;
  const tracksAt = infoAt + info.length;
  const places = { segmentSize, segmentStart, seekHead: segmentStart, info: infoAt, tracks: tracksAt, duration: tracksAt - 8 };
  const bytes = joined([ebml, unsigned(ElementId.segment, 4), Uint8Array.from(UNKNOWN_SIZE), seekHeadOf(places, null), info, tracks]);
  return { bytes, places };
}

/**
 * @param {Uint8Array} payload of Info
 * @returns {Uint8Array} the element, with a duration of 0 as its last child
 */
function infoWithDuration(payload) {
  const kept = childrenOf(payload).filter(({ id }) => id !== ElementId.duration);
  return element(ElementId.info, ...kept.map(({ start, end }) => payload.subarray(start, end)), element(ElementId.duration, float64(0)));
}

/**
 * Finds the places again in a file that `laidOut` began.
 *
 * @param {Uint8Array} start of the file
 * @returns {HeaderPlaces | null}
 */
function placesOf(start) {
  const prepared = preparedHeader(start);
  if (typeof prepared === 'string') return null;
  const { places, bytes, sourceLength } = prepared;
  // Laying out what has been laid out changes nothing; anything else is not ours to patch.
  return bytes.length === sourceLength ? places : null;
}
