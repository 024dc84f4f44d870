/**
 * Where recordings lie on this device: a folder for each in the origin's private file system, with a description beside the files.
 * Used on the page and in the worker.
 *
 * @typedef {object} StoredDescription
 * @property {1} version
 * @property {import('./types.js').RecordingMode} mode
 * @property {string} title
 * @property {number} startedAt milliseconds since 1970
 * @property {string} mimeType
 * @property {StoredPart[]} parts
 * @property {boolean} finished
 * @property {number} seconds 0 while not finished
 * @property {number | null} savedAt when a download of it was started
 *
 * @typedef {object} StoredPart
 * @property {string} file in the folder
 * @property {string} name for people
 * @property {import('./types.js').RecordedFile['content']} content
 */

const ROOT = 'saleflow-recordings';
export const DESCRIPTION_FILE = 'description.json';
const ID = /^(\d{13})-[0-9a-z]{8}$/;
const PART = /^\d{1,3}\.(webm|mp4)$/;
const MOST_PARTS = 100;

/**
 * @param {number} startedAt milliseconds since 1970
 * @param {Uint8Array} random at least 8 bytes
 * @returns {string}
 */
export function newRecordingId(startedAt, random) {
  const suffix = [...random.subarray(0, 8)].map((byte) => (byte % 36).toString(36)).join('');
  return `${String(startedAt).padStart(13, '0')}-${suffix}`;
}

/**
 * @param {string} id
 * @returns {boolean} anything else is never used as a name in the file system
 */
export function isRecordingId(id) {
  return ID.test(id);
}

/**
 * The lock that is held while a recording is being made, so that other tabs leave it alone. The browser lets go of it when the tab dies.
 *
 * @param {string} id
 * @returns {string}
 */
export function lockName(id) {
  return `saleflow-recording ${id}`;
}

/**
 * @param {boolean} create
 * @returns {Promise<FileSystemDirectoryHandle>} rejects where the browser gives no private file system, or nothing was ever recorded
 */
export async function libraryFolder(create) {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(ROOT, { create });
}

/**
 * @param {string} id
 * @param {boolean} create
 * @returns {Promise<FileSystemDirectoryHandle>}
 */
export async function recordingFolder(id, create) {
  if (!isRecordingId(id)) throw new DOMException('No such recording.', 'NotFoundError');
  return (await libraryFolder(create)).getDirectoryHandle(id, { create });
}

/**
 * The description in a folder; where a crash left none or half of one, what the folder itself tells.
 *
 * @param {FileSystemDirectoryHandle} folder
 * @returns {Promise<StoredDescription>}
 */
export async function readDescription(folder) {
  try {
    const file = await (await folder.getFileHandle(DESCRIPTION_FILE)).getFile();
    return checkedDescription(JSON.parse(await file.text())) ?? (await guessedDescription(folder));
  } catch {
    return guessedDescription(folder);
  }
}

/**
 * @param {unknown} value
 * @returns {StoredDescription | null}
 */
export function checkedDescription(value) {
  if (typeof value !== 'object' || value === null) return null;
  const { version, mode, title, startedAt, mimeType, parts, finished, seconds, savedAt } = /** @type {Record<string, unknown>} */ (value);
  if (version !== 1 || (mode !== 'call' && mode !== 'tracks') || typeof title !== 'string' || typeof startedAt !== 'number') return null;
  if (typeof mimeType !== 'string' || !Array.isArray(parts) || parts.length > MOST_PARTS) return null;
  return {
    version,
    mode,
    title,
    startedAt,
    mimeType,
    parts: parts.filter(isPart),
    finished: finished === true,
    seconds: typeof seconds === 'number' ? seconds : 0,
    savedAt: typeof savedAt === 'number' ? savedAt : null,
  };
}

/**
 * @param {unknown} value
 * @returns {value is StoredPart}
 */
function isPart(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { file, name, content } = /** @type {Record<string, unknown>} */ (value);
  return typeof file === 'string' && PART.test(file) && typeof name === 'string' && typeof content === 'string';
}

/**
 * @param {FileSystemDirectoryHandle} folder
 * @returns {Promise<StoredDescription>}
 */
async function guessedDescription(folder) {
  const startedAt = Number(ID.exec(folder.name)?.[1] ?? 0);
  /** @type {StoredPart[]} */
  const parts = [];
  for await (const file of folder.keys()) {
    if (PART.test(file)) parts.push({ file, name: `Recording ${file}`, content: 'call' });
  }
  return { version: 1, mode: 'call', title: 'Recording', startedAt, mimeType: '', parts, finished: false, seconds: 0, savedAt: null };
}

/**
 * @param {string} file
 * @returns {'webm' | 'mp4'}
 */
export function containerOf(file) {
  return file.endsWith('.mp4') ? 'mp4' : 'webm';
}
