/**
 * The quality of speech, by the E-model in its transmission-planning form (ITU-T G.107, narrow-band scale):
 *
 *     R = 93.2 − Idd(delay) − Ie,eff(loss)
 *
 * 93.2 is the rating with every parameter at its default (G.107 §7.1, Table 2). See docs/quality.md for what was chosen and why.
 */

const BEST_RATING = 93.2;

/** Impairment of Opus without loss, and its robustness against loss. ITU-T G.113 lists none for Opus. */
export const OPUS_IMPAIRMENT = 0;
export const OPUS_ROBUSTNESS = 10;

/** A 20 ms packet and 6.5 ms of look-ahead (RFC 6716 §2.1.4, §4.1), and some 10 ms in each sound card. */
const FIXED_DELAY_SECONDS = 0.02 + 0.0065 + 0.02;

/**
 * @typedef {object} SpeechConditions
 * @property {number | null} rtt seconds
 * @property {number | null} playoutDelay seconds in the jitter buffer
 * @property {number | null} jitter seconds; stands for the buffer where that is not known
 * @property {number | null} loss share of speech that was lost for the ear: concealment where it is known, else packets
 */

/**
 * @param {SpeechConditions} conditions
 * @returns {number} MOS, 1 to 4.5
 */
export function audioScore(conditions) {
  return meanOpinionScore(rating(conditions));
}

/**
 * @param {SpeechConditions} conditions
 * @returns {number} R, at most 93.2
 */
export function rating({ rtt, playoutDelay, jitter, loss }) {
  const buffer = playoutDelay ?? Math.max(0.02, 2 * (jitter ?? 0));
  const delay = (rtt ?? 0) / 2 + buffer + FIXED_DELAY_SECONDS;
  return BEST_RATING - delayImpairment(delay * 1000) - lossImpairment((loss ?? 0) * 100);
}

/**
 * Idd, the impairment by absolute delay without echo (G.107 §7.4, equations 7-27 and 7-28, with the default sensitivity class).
 *
 * @param {number} delay one way, mouth to ear, milliseconds
 * @returns {number}
 */
export function delayImpairment(delay) {
  if (delay <= 100) return 0;
  const x = Math.log2(delay / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/**
 * Ie,eff for random loss, BurstR = 1 (G.107 §7.5, equation 7-29).
 *
 * @param {number} percent
 * @returns {number}
 */
export function lossImpairment(percent) {
  const lost = Math.min(100, Math.max(0, percent));
  return OPUS_IMPAIRMENT + ((95 - OPUS_IMPAIRMENT) * lost) / (lost + OPUS_ROBUSTNESS);
}

/**
 * G.107 Annex B. The cubic dips below 1 for a rating under 6.5; nobody's opinion does.
 *
 * @param {number} ratingFactor R
 * @returns {number} 1 to 4.5
 */
export function meanOpinionScore(ratingFactor) {
  if (ratingFactor <= 0) return 1;
  if (ratingFactor >= 100) return 4.5;
  const r = ratingFactor;
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}
