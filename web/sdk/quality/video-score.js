/**
 * The quality of a received picture on the same scale as speech:
 *
 *     V = 1 + 3.5 · F · S · Z · B
 *
 * F: frame rate, a bell over the logarithm as in ITU-T G.1070 §11.2; S: size against what was published; Z: share of time frozen;
 * B: bits for each pixel. The constants are ours; docs/quality.md says how they were chosen.
 */

const FRAME_RATE_SPREAD = 1;
const SIZE_EXPONENT = 0.25;
const FREEZE_WEIGHT = 4;
const ENOUGH_BITS_PER_PIXEL = 0.02;
/** A still picture needs few bits and looks perfect, so this factor alone never takes much. */
const LEAST_FOR_BITS = 0.8;

/** What a camera is measured against when nobody said what was published. A large picture is a gain, not a duty: expectations stop at this height. */
const EXPECTED = Object.freeze({
  camera: { width: 640, height: 360, frameRate: 24 },
  // A shared screen changes rarely; what counts is that it can be read.
  screen_share: { width: 1280, height: 720, frameRate: 4 },
});

/**
 * @typedef {object} PictureConditions
 * @property {'camera' | 'screen_share'} source
 * @property {number | null} width received
 * @property {number | null} height
 * @property {number | null} frameRate
 * @property {number} frozen share of the time, 0 to 1
 * @property {number} bitrate
 * @property {number} [publishedWidth]
 * @property {number} [publishedHeight]
 */

/**
 * @param {PictureConditions} conditions
 * @returns {number} 1 to 4.5
 */
export function videoScore(conditions) {
  return 1 + 3.5 * frameRateFactor(conditions) * sizeFactor(conditions) * freezeFactor(conditions) * bitFactor(conditions);
}

/** @param {PictureConditions} conditions */
function frameRateFactor({ source, frameRate }) {
  if (frameRate === null) return 1;
  // A screen on which nothing moves sends no frames at all.
  if (source === 'screen_share') return 1;
  if (frameRate <= 0) return 0;
  const short = Math.min(0, Math.log(frameRate / EXPECTED[source].frameRate));
  return Math.exp(-(short ** 2) / (2 * FRAME_RATE_SPREAD ** 2));
}

/** @param {PictureConditions} conditions */
function sizeFactor({ source, width, height, publishedWidth, publishedHeight }) {
  if (!width || !height) return 1;
  const { width: mostWidth, height: mostHeight } = EXPECTED[source];
  const most = mostWidth * mostHeight;
  const expected = publishedWidth && publishedHeight ? Math.min(most, publishedWidth * publishedHeight) : most;
  return Math.min(1, ((width * height) / expected) ** SIZE_EXPONENT);
}

/** @param {PictureConditions} conditions */
function freezeFactor({ frozen }) {
  return Math.exp(-FREEZE_WEIGHT * Math.min(1, Math.max(0, frozen)));
}

/** @param {PictureConditions} conditions */
function bitFactor({ source, width, height, frameRate, bitrate }) {
  if (source === 'screen_share' || !width || !height || !frameRate) return 1;
  const bitsPerPixel = bitrate / (width * height * frameRate);
  return LEAST_FOR_BITS + (1 - LEAST_FOR_BITS) * Math.min(1, bitsPerPixel / ENOUGH_BITS_PER_PIXEL);
}
