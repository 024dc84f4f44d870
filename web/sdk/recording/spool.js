import { RecordingError, storageErrorCode } from './errors.js';
import { containerOf, lockName, recordingFolder } from './library.js';
import { MemoryStorage } from './memory-storage.js';
import { StoredFile } from './stored-file.js';

/**
 * Where a running recording is written. Two kinds: the disk, by way of a worker, and memory where there is no disk.
 *
 * @typedef {import('./library.js').StoredDescription} StoredDescription
 * @typedef {import('./library.js').StoredPart} StoredPart
 *
 * @typedef {object} Progress
 * @property {number} bytes that are safe, of all files
 * @property {number} milliseconds of the file that was appended to; 0 where that is not known
 *
 * @typedef {object} Spool
 * @property {boolean} durable whether what is written survives a crash
 * @property {(part: StoredPart) => Promise<Progress>} add begins a file
 * @property {(part: number, data: Blob) => Promise<Progress>} append
 * @property {(part: number) => Promise<Progress>} finish completes a file
 * @property {(seconds: number) => Promise<Progress>} close completes the recording
 * @property {() => Promise<(File | Blob)[]>} files in the order of `add`, after `close`
 * @property {() => void} release lets others at it
 */

/** Requests to the worker, each answered by a promise. */
export class SpoolWorker {
  #worker = new Worker(new URL('./spool-worker.js', import.meta.url), { type: 'module', name: 'recording' });
  /** @type {Map<number, {resolve: (result: Progress) => void, reject: (error: unknown) => void}>} */
  #waiting = new Map();
  #number = 0;

  constructor() {
    this.#worker.addEventListener('message', ({ data: { number, result, error } }) => {
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (error) waiting?.reject(new DOMException(error.message, error.name));
      else waiting?.resolve(result);
    });
    this.#worker.addEventListener('error', (event) => {
      // The script did not load: a proxy, a policy.
      for (const { reject } of this.#waiting.values()) reject(new DOMException(event.message, 'NetworkError'));
      this.#waiting.clear();
    });
  }

  /**
   * @param {import('./spool-worker.js').SpoolCall} request
   * @param {Transferable[]} [transfer]
   * @returns {Promise<Progress>}
   */
  call(request, transfer = []) {
    return new Promise((resolve, reject) => {
      this.#number += 1;
      this.#waiting.set(this.#number, { resolve, reject });
      this.#worker.postMessage({ number: this.#number, request }, transfer);
    });
  }

  /** @returns {void} */
  end() {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new DOMException('The worker has ended.', 'AbortError'));
    this.#waiting.clear();
  }
}

/** @implements {Spool} */
export class DiskSpool {
  durable = true;
  #worker;
  #id;
  #release;
  /** @type {StoredPart[]} */
  #parts = [];

  /**
   * @param {string} id
   * @param {StoredDescription} description
   * @returns {Promise<DiskSpool>} rejects where the browser gives no private file system
   */
  static async open(id, description) {
    const worker = new SpoolWorker();
    try {
      await worker.call({ call: 'open', id, description });
    } catch (error) {
      worker.end();
      throw error;
    }
    return new DiskSpool(worker, id, await heldLock(id));
  }

  /**
   * @param {SpoolWorker} worker
   * @param {string} id
   * @param {() => void} release
   */
  constructor(worker, id, release) {
    this.#worker = worker;
    this.#id = id;
    this.#release = release;
  }

  /** @param {StoredPart} part */
  add(part) {
    this.#parts.push(part);
    return this.#worker.call({ call: 'add', part });
  }

  /**
   * @param {number} part
   * @param {Blob} data
   */
  async append(part, data) {
    const bytes = await data.arrayBuffer();
    return this.#worker.call({ call: 'append', part, bytes }, [bytes]);
  }

  /** @param {number} part */
  finish(part) {
    return this.#worker.call({ call: 'finish', part });
  }

  /** @param {number} seconds */
  close(seconds) {
    return this.#worker.call({ call: 'close', seconds });
  }

  async files() {
    const folder = await recordingFolder(this.#id, false);
    return Promise.all(this.#parts.map(async ({ file }) => (await folder.getFileHandle(file)).getFile()));
  }

  release() {
    this.#worker.end();
    this.#release();
  }
}

/** @implements {Spool} */
export class MemorySpool {
  durable = false;
  /** @type {{storage: MemoryStorage, file: StoredFile}[]} */
  #parts = [];

  /** @param {StoredPart} part */
  async add({ file }) {
    const storage = new MemoryStorage();
    this.#parts.push({ storage, file: new StoredFile(storage, containerOf(file)) });
    return this.#progress(0);
  }

  /**
   * @param {number} part
   * @param {Blob} data
   */
  async append(part, data) {
    const file = this.#parts[part]?.file;
    file?.append(new Uint8Array(await data.arrayBuffer()));
    return this.#progress(file?.milliseconds ?? 0);
  }

  /** @param {number} part */
  async finish(part) {
    this.#parts[part]?.file.finish();
    return this.#progress(0);
  }

  async close() {
    return this.#progress(0);
  }

  async files() {
    return this.#parts.map(({ storage }) => storage.blob());
  }

  release() {}

  /** @param {number} milliseconds */
  #progress(milliseconds) {
    return { bytes: this.#parts.reduce((sum, { file }) => sum + file.length, 0), milliseconds };
  }
}

/**
 * The disk where there is one, else memory.
 *
 * @param {string} id
 * @param {StoredDescription} description
 * @returns {Promise<Spool>}
 */
export async function openSpool(id, description) {
  try {
    return await DiskSpool.open(id, description);
  } catch (cause) {
    if (storageErrorCode(/** @type {Error} */ (cause).name) === 'disk_full') throw new RecordingError('disk_full', { cause });
    // A private window, mostly. The recorder says `durable: false`.
    return new MemorySpool();
  }
}

/**
 * @param {string} id
 * @returns {Promise<() => void>} lets go of the lock
 */
function heldLock(id) {
  return new Promise((resolve) => {
    navigator.locks
      .request(lockName(id), () => new Promise((release) => resolve(() => release(undefined))))
      // Without locks other tabs may offer to recover what is still running; the open file protects it.
      .catch(() => resolve(() => {}));
  });
}
