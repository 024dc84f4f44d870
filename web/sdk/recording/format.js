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
 *
 * @type {readonly {container: 'webm' | 'mp4', video: string, audio: string}[]}
 */
const CODECS = Object.freeze([
  { container: 'webm', video: 'vp8', audio: 'opus' },
  { container: 'webm', video: 'vp9', audio: 'opus' },
  { container: 'mp4', video: 'avc1.42E01F', audio: 'mp4a.40.2' },
]);

/**
 * @param {(type: string) => boolean} isTypeSupported `MediaRecorder.isTypeSupported`
 * @param {boolean} hasSound a codec that is named and never used makes Firefox record nothing at all
 * @returns {RecordingFormat | null}
 */
export function chooseFormat(isTypeSupported, hasSound) {
  const named = CODECS.map(({ container, video, audio }) => ({ container, mimeType: `video/${container};codecs=${video}${hasSound ? `,${audio}` : ''}` }));
  const bare = /** @type {const} */ (['webm', 'mp4']).map((container) => ({ container, mimeType: `video/${container}` }));
  return [...named, ...bare].find(({ mimeType }) => isTypeSupported(mimeType)) ?? null;
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
