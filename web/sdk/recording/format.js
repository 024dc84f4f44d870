/**
 * What this browser can record.
 *
 * @typedef {object} RecordingFormat
 * @property {string} mimeType for MediaRecorder, with codecs
 * @property {'webm' | 'mp4'} container also the ending of the file's name
 */

/**
 * Best first. WebM before MP4: its clusters are complete second by second, while an MP4 fragment spans from keyframe to keyframe and is lost
 * whole in a crash. VP8 before VP9: half the work for the processor, which encodes the call itself at the same time.
 */
const TYPES = Object.freeze([
  'video/webm;codecs=vp8,opus',
  'video/webm;codecs=vp9,opus',
  'video/webm',
  'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
  'video/mp4',
]);

/**
 * @param {(type: string) => boolean} isTypeSupported `MediaRecorder.isTypeSupported`
 * @returns {RecordingFormat | null}
 */
export function chooseFormat(isTypeSupported) {
  const mimeType = TYPES.find(isTypeSupported);
  return mimeType ? { mimeType, container: mimeType.startsWith('video/webm') ? 'webm' : 'mp4' } : null;
}

const LONGEST_TITLE = 60;

/**
 * A name that every file system takes: `Weekly meeting 2026-11-23 14.05.webm`.
 *
 * @param {{title: string, startedAt: number, content: string, container: string}} of title: of the room, written by people; startedAt: milliseconds since 1970; content: appended when there are several files
 * @returns {string}
 */
export function fileName({ title, startedAt, content, container }) {
  const clean = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const start = [...clean].slice(0, LONGEST_TITLE).join('').trim() || 'Call';
  const date = new Date(startedAt);
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}.${two(date.getMinutes())}`;
  return `${[start, day, time, content].filter(Boolean).join(' ')}.${container}`;
}
