import { readFileSync } from 'node:fs';

/** @param {'chromium.webm' | 'firefox.webm' | 'chromium.mp4'} name */
export function recorded(name) {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/recording/${name}`, import.meta.url)));
}

/** A file that can be written at a position, like a FileSystemSyncAccessHandle, with a limit like a full disk. */
export class TestStorage {
  bytes = new Uint8Array(0);
  flushes = 0;

  /** @param {number} [limit] bytes that it takes */
  constructor(limit = Infinity) {
    this.limit = limit;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {{at: number}} place
   */
  write(bytes, { at }) {
    const room = Math.max(0, Math.min(bytes.length, this.limit - at));
    const length = Math.max(this.bytes.length, at + room);
    const grown = new Uint8Array(length);
    grown.set(this.bytes);
    grown.set(bytes.subarray(0, room), at);
    this.bytes = grown;
    return room;
  }

  /**
   * @param {Uint8Array} into
   * @param {{at: number}} place
   */
  read(into, { at }) {
    const piece = this.bytes.subarray(at, at + into.length);
    into.set(piece);
    return piece.length;
  }

  /** @param {number} length */
  truncate(length) {
    this.bytes = this.bytes.slice(0, length);
  }

  getSize() {
    return this.bytes.length;
  }

  flush() {
    this.flushes += 1;
  }
}
