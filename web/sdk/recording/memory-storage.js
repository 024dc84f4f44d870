/**
 * Storage in memory, for browsers that give no disk (a private window). What is appended becomes a Blob, which browsers may keep on disk
 * themselves; what is patched is only ever near the beginning.
 */
export class MemoryStorage {
  /** The header and the first second: the part that is patched. */
  #start = new Uint8Array(0);
  /** @type {Blob[]} */
  #rest = [];
  #size = 0;

  /**
   * @param {Uint8Array} bytes
   * @param {{at: number}} place at the end, or within what was written first
   * @returns {number}
   */
  write(bytes, { at }) {
    if (at === this.#size && at > 0) {
      this.#rest.push(new Blob([bytes]));
      this.#size += bytes.length;
    } else if (at === 0 && this.#size === 0) {
      this.#start = bytes.slice();
      this.#size = bytes.length;
    } else {
      this.#start.set(bytes, at);
    }
    return bytes.length;
  }

  /** Memory does not fail halfway, so nothing is ever read back for a repair. */
  read() {
    return 0;
  }

  truncate() {}

  getSize() {
    return this.#size;
  }

  flush() {}

  /** @returns {Blob} */
  blob() {
    return new Blob([this.#start, ...this.#rest]);
  }
}
