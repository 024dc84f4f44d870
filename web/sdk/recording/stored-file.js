import { PlainFile, wholeMp4Length } from './plain-file.js';
import { WebmFile, WebmRepair } from './webm-file.js';

/**
 * A file that is being recorded, on anything that can write at a position: decides with `WebmFile` what goes where.
 *
 * @typedef {object} Storage the part of a FileSystemSyncAccessHandle that is used
 * @property {(bytes: Uint8Array, options: {at: number}) => number} write gives how many bytes were written
 * @property {(bytes: Uint8Array, options: {at: number}) => number} read
 * @property {(length: number) => void} truncate
 * @property {() => number} getSize
 * @property {() => void} flush
 *
 * @typedef {import('./webm-file.js').PositionedWrite} PositionedWrite
 */

const PIECE_LENGTH = 4 * 1024 * 1024;

export class StoredFile {
  #storage;
  #file;
  #container;
  #length = 0;
  #hasFailed = false;

  /**
   * @param {Storage} storage empty
   * @param {'webm' | 'mp4'} container
   */
  constructor(storage, container) {
    this.#storage = storage;
    this.#container = container;
    this.#file = container === 'webm' ? new WebmFile() : new PlainFile();
  }

  /** Bytes that are safe. */
  get length() {
    return this.#length;
  }

  /** Time in the file; 0 where that is not known. */
  get milliseconds() {
    return this.#file.milliseconds;
  }

  /**
   * Writes what MediaRecorder gave and waits until the disk has it.
   *
   * @param {Uint8Array} bytes
   * @returns {void}
   * @throws what the storage throws, and a QuotaExceededError when it took only a part
   */
  append(bytes) {
    try {
      this.#write(this.#file.push(bytes));
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  /**
   * Completes the file. After a failed write it is repaired from what the disk has; when there is no room even for the index it is left as it is, which
   * plays, too.
   *
   * @returns {void}
   */
  finish() {
    if (!this.#hasFailed) {
      const end = this.#file.finish();
      this.#write(end.writes);
      return;
    }
    try {
      repaired(this.#storage, this.#container);
    } catch {
      // Full to the last byte.
    }
    this.#length = this.#storage.getSize();
  }

  /** @param {PositionedWrite[]} writes */
  #write(writes) {
    for (const { at, bytes } of writes) writeAll(this.#storage, bytes, at);
    this.#storage.flush();
    this.#length = this.#storage.getSize();
  }
}

/**
 * Makes a file whole that was not finished. Does no harm to one that was.
 *
 * @param {Storage} storage
 * @param {'webm' | 'mp4'} container
 * @returns {number} its duration in milliseconds; 0 where that is not known
 */
export function repaired(storage, container) {
  const size = storage.getSize();
  if (container === 'mp4') {
    storage.truncate(wholeMp4Length((at, length) => readPiece(storage, at, length), size));
    storage.flush();
    return 0;
  }
  const repair = new WebmRepair();
  for (let at = 0; at < size; at += PIECE_LENGTH) repair.push(readPiece(storage, at, PIECE_LENGTH));
  const { writes, length, milliseconds } = repair.finish();
  for (const { at, bytes } of writes) writeAll(storage, bytes, at);
  storage.truncate(length);
  storage.flush();
  return milliseconds;
}

/**
 * @param {Storage} storage
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function writeAll(storage, bytes, at) {
  const written = storage.write(bytes, { at });
  if (written < bytes.length) throw new DOMException('The disk took only a part of it.', 'QuotaExceededError');
}

/**
 * @param {Storage} storage
 * @param {number} at
 * @param {number} length
 * @returns {Uint8Array}
 */
function readPiece(storage, at, length) {
  const piece = new Uint8Array(length);
  return piece.subarray(0, storage.read(piece, { at }));
}
