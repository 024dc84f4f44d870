/**
 * What is no WebM: MediaRecorder's MP4 is fragments (moof and mdat) one after another, playable at any length. Nothing is added while it is
 * written; of a file that was cut off, the last whole fragment is the end. Pure. (ISO/IEC 14496-12 §4.2, §8.8)
 *
 * @typedef {import('./webm-file.js').PositionedWrite} PositionedWrite
 * @typedef {import('./webm-file.js').FileEnd} FileEnd
 */

const BOX_HEADER_LENGTH = 8;
const LARGE_BOX_HEADER_LENGTH = 16;

/** Keeps a file as it comes. */
export class PlainFile {
  #length = 0;
  /** How much time is in the file: not known. */
  milliseconds = 0;

  /**
   * @param {Uint8Array} bytes
   * @returns {PositionedWrite[]}
   */
  push(bytes) {
    const at = this.#length;
    this.#length += bytes.length;
    return [{ at, bytes }];
  }

  /** @returns {FileEnd} */
  finish() {
    return { writes: [], length: this.#length, milliseconds: 0 };
  }
}

/**
 * Up to where an MP4 file is whole.
 *
 * @param {(at: number, length: number) => Uint8Array} read gives fewer bytes at the end
 * @param {number} length of the file
 * @returns {number}
 */
export function wholeMp4Length(read, length) {
  let whole = 0;
  for (let at = 0; at + BOX_HEADER_LENGTH <= length; ) {
    const head = read(at, LARGE_BOX_HEADER_LENGTH);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const type = view.getUint32(4);
    const short = view.getUint32(0);
    const size = short === 1 && head.length >= LARGE_BOX_HEADER_LENGTH ? Number(view.getBigUint64(8)) : short;
    if (size < BOX_HEADER_LENGTH || at + size > length) break;
    at += size;
    // A fragment's description (moof) without its data is of no use.
    if (type !== MOOF) whole = at;
  }
  return whole;
}

const MOOF = 0x6d6f6f66;
