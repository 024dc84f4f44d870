import { RecordingError } from './errors.js';
import { containerOf, isRecordingId, libraryFolder, lockName, readDescription, recordingFolder } from './library.js';
import { SpoolWorker } from './spool.js';

/**
 * What lies on this device from earlier recordings.
 *
 * @typedef {import('./types.js').FinishedRecording} FinishedRecording
 * @typedef {import('./types.js').RecordedFile} RecordedFile
 * @typedef {import('./types.js').RecoverableRecording} RecoverableRecording
 */

/** A download that was started is over by then; only the browser knows when exactly. */
const DOWNLOAD_WITHIN_MS = 60 * 60 * 1000;

/**
 * Recordings that were not finished (a crash) or finished and never saved, newest first. Those that another tab is making now are left out. What holds
 * nothing, and what was downloaded an hour ago, is removed on the way.
 *
 * @returns {Promise<RecoverableRecording[]>}
 */
export async function recoverable() {
  /** @type {RecoverableRecording[]} */
  const found = [];
  for (const id of await storedIds()) {
    const folder = await recordingFolder(id, false);
    const description = await readDescription(folder);
    const files = await filesIn(folder, description.parts.map(({ file }) => file));
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const isSaved = description.savedAt !== null;
    if (bytes === 0 || (description.savedAt !== null && Date.now() - description.savedAt > DOWNLOAD_WITHIN_MS)) {
      await discard(id).catch(() => {});
    } else if (!isSaved) {
      found.push({
        id,
        name: description.parts[0]?.name ?? 'Recording',
        mode: description.mode,
        bytes,
        startedAt: description.startedAt,
        updatedAt: Math.max(...files.map(({ lastModified }) => lastModified)),
        finished: description.finished,
      });
    }
  }
  return found.sort((a, b) => b.startedAt - a.startedAt);
}

/**
 * Makes an unfinished recording whole and gives its files. They stay on disk until `save` or `discard`.
 *
 * @param {string} id
 * @returns {Promise<FinishedRecording>} rejects with RecordingError: `not_found`, or `busy` while another tab is making it
 */
export async function recover(id) {
  const folder = await openFolder(id);
  const description = await readDescription(folder);
  let { seconds } = description;
  if (!description.finished) {
    try {
      seconds = (await askWorker({ call: 'repair', id })).milliseconds / 1000;
    } catch (cause) {
      const { name } = /** @type {Error} */ (cause);
      throw new RecordingError(name === 'NoModificationAllowedError' ? 'busy' : 'storage', { cause });
    }
  }
  const stored = await filesIn(folder, description.parts.map(({ file }) => file));
  const files = description.parts.flatMap(({ name, content, file }, index) => {
    const bytes = stored[index];
    const type = description.mimeType || `video/${containerOf(file)}`;
    return bytes && bytes.size > 0 ? [{ name, content, file: new File([bytes], name, { type, lastModified: bytes.lastModified }) }] : [];
  });
  const [first] = files;
  if (!first) throw new RecordingError('not_found');
  return { id, file: first.file, files, bytes: files.reduce((sum, { file }) => sum + file.size, 0), seconds, durable: true, failure: null };
}

/**
 * Removes a recording from this device.
 *
 * @param {string} id
 * @returns {Promise<void>} rejects with RecordingError: `not_found`, or `busy` while another tab is making it
 */
export async function discard(id) {
  await openFolder(id);
  try {
    await (await libraryFolder(false)).removeEntry(id, { recursive: true });
  } catch (cause) {
    throw new RecordingError('busy', { cause });
  }
}

/**
 * Saves a recording where the person wants it and frees the space here. Call it in a click. With a save dialog the recording is removed once the
 * copy is complete; a plain download tells nobody when it is, so there it is removed on a later visit.
 *
 * @param {string | FinishedRecording} recording its id; a recording that is not durable must be given itself
 * @returns {Promise<boolean>} false when the person cancelled
 */
export async function save(recording) {
  const isGiven = typeof recording !== 'string';
  // The dialog needs the click, which is over after a moment: it comes before anything that takes time.
  const target = await askWhere(isGiven ? recording.files : await namesOf(recording));
  if (target === 'cancelled') return false;
  const { id, files, durable } = isGiven ? recording : await recover(recording);
  if (target === 'download') {
    for (const { name, file } of files) download(file, name);
    if (durable) await askWorker({ call: 'mark', id, savedAt: Date.now() });
    return true;
  }
  for (const { name, file } of files) await copy(file, await target(name));
  if (durable) await discard(id);
  return true;
}

/**
 * @typedef {'cancelled' | 'download' | ((name: string) => Promise<FileSystemFileHandle>)} SaveTarget
 *
 * @param {readonly {name: string}[]} files
 * @returns {Promise<SaveTarget>}
 */
async function askWhere(files) {
  try {
    if (files.length > 1 && window.showDirectoryPicker) {
      const folder = await window.showDirectoryPicker({ mode: 'readwrite' });
      return (name) => folder.getFileHandle(name, { create: true });
    }
    if (files.length === 1 && window.showSaveFilePicker) {
      const handle = await window.showSaveFilePicker({ suggestedName: files[0]?.name ?? 'recording.webm' });
      return async () => handle;
    }
    return 'download';
  } catch (error) {
    // AbortError is the person's Cancel; anything else means that there is no dialog here (a frame, a policy).
    return /** @type {Error} */ (error).name === 'AbortError' ? 'cancelled' : 'download';
  }
}

/**
 * @param {File} file
 * @param {FileSystemFileHandle} handle
 */
async function copy(file, handle) {
  await file.stream().pipeTo(await handle.createWritable());
}

/**
 * @param {File} file
 * @param {string} name
 */
function download(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_WITHIN_MS);
}

/** @param {string} id */
async function namesOf(id) {
  return (await readDescription(await openFolder(id))).parts;
}

/**
 * @param {import('./spool-worker.js').SpoolCall} request
 * @returns {Promise<import('./spool.js').Progress>}
 */
async function askWorker(request) {
  const worker = new SpoolWorker();
  try {
    return await worker.call(request);
  } finally {
    worker.end();
  }
}

/** @returns {Promise<string[]>} ids of what no other tab is making */
async function storedIds() {
  /** @type {string[]} */
  const ids = [];
  try {
    for await (const name of (await libraryFolder(false)).keys()) {
      if (isRecordingId(name)) ids.push(name);
    }
  } catch {
    // Nothing was ever recorded here, or there is no private file system.
    return [];
  }
  const running = await runningLocks();
  return ids.filter((id) => !running.has(lockName(id)));
}

/** @returns {Promise<Set<string>>} */
async function runningLocks() {
  try {
    const { held = [] } = await navigator.locks.query();
    return new Set(held.flatMap(({ name }) => (name ? [name] : [])));
  } catch {
    return new Set();
  }
}

/**
 * @param {string} id
 * @returns {Promise<FileSystemDirectoryHandle>}
 */
async function openFolder(id) {
  if ((await runningLocks()).has(lockName(id))) throw new RecordingError('busy');
  try {
    return await recordingFolder(id, false);
  } catch (cause) {
    throw new RecordingError('not_found', { cause });
  }
}

/**
 * @param {FileSystemDirectoryHandle} folder
 * @param {readonly string[]} names
 * @returns {Promise<File[]>} an empty one for a name that is not there
 */
function filesIn(folder, names) {
  return Promise.all(
    names.map(async (name) => {
      try {
        return await (await folder.getFileHandle(name)).getFile();
      } catch {
        return new File([], name);
      }
    }),
  );
}
