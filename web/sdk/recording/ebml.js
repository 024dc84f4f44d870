/**
 * EBML elements (RFC 8794), as far as WebM files need them: reading ids and sizes, writing small elements. Pure.
 */

/** Element ids of Matroska (RFC 9559 §5) that are looked at. */
export const ElementId = Object.freeze({
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  void: 0xec,
});

/**
 * @typedef {object} ElementHeader
 * @property {number} id
 * @property {number | null} size of the payload; null: unknown (RFC 8794 §6.2), it ends where its parent's next child begins
 * @property {number} length of id and size together
 */

/**
 * Reads an element's id and size.
 *
 * @param {Uint8Array} bytes
 * @param {number} offset
 * @returns {ElementHeader | 'truncated' | 'invalid'}
 */
export function readElementHeader(bytes, offset) {
  const idLength = vintLength(bytes[offset]);
  if (idLength === null) return bytes.length > offset ? 'invalid' : 'truncated';
  if (idLength > 4) return 'invalid';
  const sizeAt = offset + idLength;
  const sizeLength = vintLength(bytes[sizeAt]);
  if (sizeLength === null) return bytes.length > sizeAt ? 'invalid' : 'truncated';
  if (bytes.length < sizeAt + sizeLength) return 'truncated';
  let id = 0;
  for (let index = 0; index < idLength; index += 1) id = id * 256 + (bytes[offset + index] ?? 0);
  const size = readVint(bytes, sizeAt, sizeLength);
  if (size !== null && size > Number.MAX_SAFE_INTEGER) return 'invalid';
  return { id, size, length: idLength + sizeLength };
}

/**
 * @param {Uint8Array} bytes
 * @param {number} offset
 * @param {number} length at most 8
 * @returns {number} big-endian
 */
export function readUnsigned(bytes, offset, length) {
  let value = 0;
  for (let index = 0; index < length; index += 1) value = value * 256 + (bytes[offset + index] ?? 0);
  return value;
}

/**
 * The children of a master element whose payload is all there.
 *
 * @param {Uint8Array} payload
 * @returns {{id: number, start: number, payloadStart: number, end: number}[]} up to the first that does not fit
 */
export function childrenOf(payload) {
  const children = [];
  for (let start = 0; start < payload.length; ) {
    const header = readElementHeader(payload, start);
    if (typeof header === 'string' || header.size === null) break;
    const payloadStart = start + header.length;
    const end = payloadStart + header.size;
    if (end > payload.length) break;
    children.push({ id: header.id, start, payloadStart, end });
    start = end;
  }
  return children;
}

/**
 * @param {number} id
 * @param {...Uint8Array} payload parts of it
 * @returns {Uint8Array}
 */
export function element(id, ...payload) {
  const size = payload.reduce((sum, part) => sum + part.length, 0);
  return joined([unsigned(id), sizeVint(size), ...payload]);
}

/**
 * @param {number} value not negative
 * @param {number} [length] bytes; as few as it needs by default
 * @returns {Uint8Array} big-endian
 */
export function unsigned(value, length = Math.max(1, Math.ceil(Math.log2(value + 1) / 8))) {
  const bytes = new Uint8Array(length);
  for (let index = length - 1, rest = value; index >= 0; index -= 1, rest = Math.floor(rest / 256)) bytes[index] = rest % 256;
  return bytes;
}

/**
 * @param {number} value
 * @returns {Uint8Array} 8 bytes
 */
export function float64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

/**
 * A size in as few bytes as it needs.
 *
 * @param {number} size
 * @param {number} [length] 1 to 8
 * @returns {Uint8Array}
 */
export function sizeVint(size, length = vintBytesFor(size)) {
  const bytes = unsigned(size, length);
  bytes[0] = (bytes[0] ?? 0) | (0x80 >> (length - 1));
  return bytes;
}

/** The unknown size in eight bytes: room for the true one later. */
export const UNKNOWN_SIZE = Object.freeze([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

/**
 * A Void element of exactly this length.
 *
 * @param {number} length 2 to 127
 * @returns {Uint8Array}
 */
export function voidOf(length) {
  return element(ElementId.void, new Uint8Array(length - 2));
}

/**
 * @param {readonly Uint8Array[]} parts
 * @returns {Uint8Array}
 */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param {number | undefined} first
 * @returns {number | null} null for a missing byte and for 0, which begins nothing
 */
function vintLength(first) {
  return first ? Math.clz32(first) - 23 : null;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} offset
 * @param {number} length
 * @returns {number | null} null: all ones, unknown
 */
function readVint(bytes, offset, length) {
  const marker = 0x80 >> (length - 1);
  let value = (bytes[offset] ?? 0) & (marker - 1);
  let isUnknown = value === marker - 1;
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[offset + index] ?? 0;
    isUnknown &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return isUnknown ? null : value;
}

/** @param {number} size */
function vintBytesFor(size) {
  // A size of all ones would say "unknown".
  for (let length = 1; length < 8; length += 1) {
    if (size < 2 ** (7 * length) - 1) return length;
  }
  return 8;
}
