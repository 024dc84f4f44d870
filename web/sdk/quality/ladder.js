/**
 * The ladder of what is sent: one step for everything that one person sends over one link. Step 0 is full quality; a camera shrinks before it
 * slows down much, a screen slows down before it shrinks, and sound is touched only when no picture is left.
 *
 * @typedef {import('./types.js').Encoding} Encoding
 * @typedef {import('./types.js').SourceFormat} SourceFormat
 * @typedef {import('./types.js').TrackSource} TrackSource
 *
 * @typedef {object} VideoStep
 * @property {number} bitrate bit/s; 0: off
 * @property {number} frameRate
 * @property {number} height of the picture's shorter side; Infinity: as captured
 *
 * @typedef {Partial<Record<TrackSource, SourceFormat>>} Sources
 */

/** @type {readonly VideoStep[]} */
export const CAMERA_STEPS = Object.freeze([
  { bitrate: 1_700_000, frameRate: 30, height: 720 },
  { bitrate: 1_000_000, frameRate: 30, height: 540 },
  { bitrate: 600_000, frameRate: 30, height: 360 },
  { bitrate: 400_000, frameRate: 20, height: 360 },
  { bitrate: 250_000, frameRate: 15, height: 270 },
  { bitrate: 150_000, frameRate: 15, height: 180 },
  { bitrate: 80_000, frameRate: 8, height: 180 },
  { bitrate: 0, frameRate: 0, height: 0 },
  { bitrate: 0, frameRate: 0, height: 0 },
]);

/** @type {readonly VideoStep[]} */
export const SCREEN_STEPS = Object.freeze([
  { bitrate: 2_500_000, frameRate: 30, height: Infinity },
  { bitrate: 1_500_000, frameRate: 15, height: Infinity },
  { bitrate: 1_000_000, frameRate: 8, height: Infinity },
  { bitrate: 600_000, frameRate: 5, height: Infinity },
  { bitrate: 400_000, frameRate: 5, height: 720 },
  { bitrate: 250_000, frameRate: 3, height: 720 },
  { bitrate: 150_000, frameRate: 2, height: 540 },
  { bitrate: 0, frameRate: 0, height: 0 },
  { bitrate: 0, frameRate: 0, height: 0 },
]);

/** Beside a screen the camera is a thumbnail, and goes first. */
const CAMERA_STEP_BESIDE_SCREEN = Object.freeze([4, 4, 4, 5, 5, 6, 7, 7, 8]);

const SPEECH_BITRATES = Object.freeze([32_000, 32_000, 32_000, 32_000, 32_000, 32_000, 32_000, 32_000, 16_000]);
const SCREEN_SOUND_BITRATES = Object.freeze([96_000, 96_000, 64_000, 64_000, 48_000, 48_000, 32_000, 32_000, 16_000]);

/** The first step without any picture. */
export const VIDEO_OFF_STEP = 7;
export const LAST_STEP = CAMERA_STEPS.length - 1;

/** What RTP, SRTP, UDP and IP add to a packet of speech every 20 ms: 12 + 10 + 8 + 20 bytes, and header extensions. */
const PACKET_OVERHEAD_BITRATE = 24_000;

/**
 * @param {TrackSource} source
 * @param {SourceFormat} format
 * @param {number} step
 * @param {boolean} hasScreen whether a screen is sent too
 * @returns {Encoding}
 */
export function encodingAt(source, format, step, hasScreen) {
  switch (source) {
    case 'camera':
      return videoEncoding(at(CAMERA_STEPS, hasScreen ? at(CAMERA_STEP_BESIDE_SCREEN, step) : step), format);
    case 'screen_share':
      return videoEncoding(at(SCREEN_STEPS, step), format);
    case 'microphone':
      return audioEncoding(at(SPEECH_BITRATES, step));
    case 'screen_share_audio':
      return audioEncoding(at(SCREEN_SOUND_BITRATES, step));
  }
}

/**
 * What a step needs of one link at most.
 *
 * @param {Sources} sources
 * @param {number} step
 * @returns {number} bit/s
 */
export function bitrateAt(sources, step) {
  let bitrate = 0;
  for (const [source, format] of /** @type {[TrackSource, SourceFormat][]} */ (Object.entries(sources))) {
    const encoding = encodingAt(source, format, step, sources.screen_share !== undefined);
    if (encoding.active) bitrate += encoding.maxBitrate;
    if (source === 'microphone' || source === 'screen_share_audio') bitrate += PACKET_OVERHEAD_BITRATE;
  }
  return bitrate;
}

/** A step is kept while this share of it can be had: encoders seldom need all of it. */
const ENOUGH = 0.8;

/**
 * The best step that a bitrate carries.
 *
 * @param {Sources} sources
 * @param {number} bitrate bit/s
 * @returns {number} at most `VIDEO_OFF_STEP`
 */
export function stepFor(sources, bitrate) {
  for (let step = 0; step < VIDEO_OFF_STEP; step += 1) {
    if (bitrateAt(sources, step) * ENOUGH <= bitrate) return step;
  }
  return VIDEO_OFF_STEP;
}

/**
 * @param {VideoStep} step
 * @param {SourceFormat} format
 * @returns {Encoding}
 */
function videoEncoding({ bitrate, frameRate, height }, format) {
  if (bitrate === 0) return { active: false, maxBitrate: 0, maxFramerate: null, scaleResolutionDownBy: 1 };
  const captured = Math.min(format.width, format.height);
  const scale = captured > 0 && height < captured ? captured / height : 1;
  return { active: true, maxBitrate: bitrate, maxFramerate: frameRate, scaleResolutionDownBy: Math.round(scale * 1000) / 1000 };
}

/**
 * @param {number} bitrate
 * @returns {Encoding}
 */
function audioEncoding(bitrate) {
  return { active: true, maxBitrate: bitrate, maxFramerate: null, scaleResolutionDownBy: 1 };
}

/**
 * @template Value
 * @param {readonly Value[]} steps
 * @param {number} step
 * @returns {Value}
 */
function at(steps, step) {
  return /** @type {Value} */ (steps[Math.min(steps.length - 1, Math.max(0, step))]);
}
