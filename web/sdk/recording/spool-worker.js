import { DESCRIPTION_FILE, containerOf, readDescription, recordingFolder } from './library.js';
import { StoredFile, repaired } from './stored-file.js';

/**
 * The worker that writes recordings to disk. Only a worker may hold a file of the private file system open for writing in place, which is what makes every
 * second that was written survive a crash. One request after the other; each is answered with its number.
 *
 * @typedef {{call: 'open', id: string, description: import('./library.js').StoredDescription}
 *   | {call: 'add', part: import('./library.js').StoredPart}
 *   | {call: 'append', part: number, bytes: ArrayBuffer}
 *   | {call: 'finish', part: number}
 *   | {call: 'close', seconds: number}
 *   | {call: 'repair', id: string}
 *   | {call: 'mark', id: string, savedAt: number}} SpoolCall
 */

const NOTHING = Object.freeze({ bytes: 0, milliseconds: 0 });

/** Answers requests one after the other. */
class SpoolServer {
  /** @type {SpoolSession | null} */
  #session = null;
  #queue = Promise.resolve();

  /**
   * @param {number} number
   * @param {SpoolCall} request
   */
  receive(number, request) {
    this.#queue = this.#queue.then(async () => {
      try {
        globalThis.postMessage({ number, result: await this.#answer(request) });
      } catch (error) {
        const { name, message } = /** @type {Error} */ (error);
        globalThis.postMessage({ number, error: { name, message } });
      }
    });
  }

  /**
   * @param {SpoolCall} request
   * @returns {Promise<import('./spool.js').Progress>}
   */
  async #answer(request) {
    if (request.call === 'open') {
      this.#session = await SpoolSession.open(request.id, request.description);
      return NOTHING;
    }
    if (request.call === 'repair') return repair(request.id);
    if (request.call === 'mark') return mark(request.id, request.savedAt);
    const session = this.#session;
    if (!session) throw new DOMException('Nothing is open.', 'InvalidStateError');
    switch (request.call) {
      case 'add':
        return session.add(request.part);
      case 'append':
        return session.append(request.part, new Uint8Array(request.bytes));
      case 'finish':
        return session.finish(request.part);
      case 'close':
        this.#session = null;
        return session.close(request.seconds);
    }
  }
}

/** The files of one recording, open. */
class SpoolSession {
  #folder;
  #description;
  #descriptionHandle;
  /** @type {{handle: FileSystemSyncAccessHandle, file: StoredFile, isOpen: boolean}[]} */
  #parts = [];

  /**
   * @param {string} id
   * @param {import('./library.js').StoredDescription} description
   */
  static async open(id, description) {
    const folder = await recordingFolder(id, true);
    const handle = await syncHandle(folder, DESCRIPTION_FILE);
    const opened = new SpoolSession(folder, description, handle);
    opened.#describe();
    return opened;
  }

  /**
   * @param {FileSystemDirectoryHandle} folder
   * @param {import('./library.js').StoredDescription} description
   * @param {FileSystemSyncAccessHandle} descriptionHandle
   */
  constructor(folder, description, descriptionHandle) {
    this.#folder = folder;
    this.#description = description;
    this.#descriptionHandle = descriptionHandle;
  }

  /** @param {import('./library.js').StoredPart} part */
  async add(part) {
    const handle = await syncHandle(this.#folder, part.file);
    this.#parts.push({ handle, file: new StoredFile(handle, containerOf(part.file)), isOpen: true });
    this.#description = { ...this.#description, parts: [...this.#description.parts, part] };
    this.#describe();
    return this.#progress(0);
  }

  /**
   * @param {number} index
   * @param {Uint8Array} bytes
   */
  append(index, bytes) {
    const { file } = this.#part(index);
    file.append(bytes);
    return this.#progress(file.milliseconds);
  }

  /** @param {number} index */
  finish(index) {
    const part = this.#part(index);
    if (part.isOpen) {
      part.isOpen = false;
      try {
        part.file.finish();
      } finally {
        part.handle.close();
      }
    }
    return this.#progress(0);
  }

  /** @param {number} seconds */
  close(seconds) {
    this.#parts.forEach((_, index) => this.finish(index));
    this.#description = { ...this.#description, finished: true, seconds };
    try {
      this.#describe();
    } finally {
      this.#descriptionHandle.close();
    }
    return this.#progress(0);
  }

  /** @param {number} index */
  #part(index) {
    const part = this.#parts[index];
    if (!part) throw new DOMException('No such part.', 'NotFoundError');
    return part;
  }

  /** @param {number} milliseconds */
  #progress(milliseconds) {
    return { bytes: this.#parts.reduce((sum, { file }) => sum + file.length, 0), milliseconds };
  }

  #describe() {
    describe(this.#descriptionHandle, this.#description);
  }
}

/**
 * @param {FileSystemSyncAccessHandle} handle
 * @param {import('./library.js').StoredDescription} description
 */
function describe(handle, description) {
  const bytes = new TextEncoder().encode(JSON.stringify(description));
  handle.write(bytes, { at: 0 });
  handle.truncate(bytes.length);
  handle.flush();
}

/**
 * Notes that a recording has been saved elsewhere.
 *
 * @param {string} id
 * @param {number} savedAt milliseconds since 1970
 * @returns {Promise<import('./spool.js').Progress>}
 */
async function mark(id, savedAt) {
  const folder = await recordingFolder(id, false);
  const description = await readDescription(folder);
  const handle = await syncHandle(folder, DESCRIPTION_FILE);
  try {
    describe(handle, { ...description, finished: true, savedAt });
  } finally {
    handle.close();
  }
  return NOTHING;
}

/**
 * Makes the files of an unfinished recording whole.
 *
 * @param {string} id
 * @returns {Promise<import('./spool.js').Progress>} milliseconds of the longest
 */
async function repair(id) {
  const folder = await recordingFolder(id, false);
  const { parts } = await readDescription(folder);
  let longest = 0;
  for (const { file } of parts) {
    const handle = await syncHandle(folder, file);
    try {
      longest = Math.max(longest, repaired(handle, containerOf(file)));
    } finally {
      handle.close();
    }
  }
  return { bytes: 0, milliseconds: longest };
}

/**
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} name
 * @returns {Promise<FileSystemSyncAccessHandle>}
 */
async function syncHandle(folder, name) {
  return (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
}

const server = new SpoolServer();
globalThis.addEventListener('message', ({ data: { number, request } }) => server.receive(number, request));
