/**
 * @typedef {object} SpeakerState
 * @property {number} level 0 to 1, smoothed
 * @property {boolean} isSpeaking
 * @property {number} heardAt when it was last loud enough
 *
 * @typedef {object} SpeakingState
 * @property {ReadonlyMap<string, SpeakerState>} people by key
 * @property {string[]} speakers loudest first
 * @property {number} firstSince when the first speaker became that
 * @property {number} at of the last input
 */

/** Full scale is 1: about −34 dBov, well above what is left of a room after noise suppression. */
const START_LEVEL = 0.02;

/** Who speaks may become this quiet, about −40 dBov, without being thought silent. */
const STOP_LEVEL = 0.01;

/** Between two words nobody stops speaking. */
const HOLD_MS = 700;

/** The level rises at once and falls to a half in this time. */
const HALF_LIFE_MS = 150;

/** How much louder somebody must be to become the first of the speakers, … */
const OVERTAKE = 1.5;

/** … and how long the first one stays so at least, while speaking: a large tile that changes with every cough helps nobody. */
const MIN_FIRST_MS = 1_500;

/** @type {SpeakingState} */
export const silence = Object.freeze({ people: new Map(), speakers: [], firstSince: 0, at: 0 });

/**
 * Who speaks, from the levels of one moment.
 *
 * @param {SpeakingState} before
 * @param {ReadonlyMap<string, number>} levels 0 to 1 by key; who is missing is gone
 * @param {number} now milliseconds
 * @returns {{state: SpeakingState, changed: boolean}} `changed`: other speakers, or another first one
 */
export function reduceSpeaking(before, levels, now) {
  const decay = 0.5 ** ((now - before.at) / HALF_LIFE_MS);
  /** @type {Map<string, SpeakerState>} */
  const people = new Map();
  for (const [key, raw] of levels) people.set(key, next(before.people.get(key), raw, decay, now));
  const speakers = order(people, before.speakers[0], now - before.firstSince < MIN_FIRST_MS ? Infinity : OVERTAKE);
  const changed = speakers[0] !== before.speakers[0] || [...speakers].sort().join() !== [...before.speakers].sort().join();
  const firstSince = speakers[0] === before.speakers[0] ? before.firstSince : now;
  return { state: { people, speakers, firstSince, at: now }, changed };
}

/**
 * @param {SpeakerState | undefined} before
 * @param {number} raw
 * @param {number} decay
 * @param {number} now
 * @returns {SpeakerState}
 */
function next(before, raw, decay, now) {
  const level = Math.max(raw, (before?.level ?? 0) * decay);
  const isLoud = raw >= (before?.isSpeaking ? STOP_LEVEL : START_LEVEL);
  const heardAt = isLoud ? now : before?.heardAt ?? -Infinity;
  return { level: level < 0.001 ? 0 : level, isSpeaking: now - heardAt <= HOLD_MS, heardAt };
}

/**
 * @param {ReadonlyMap<string, SpeakerState>} people
 * @param {string | undefined} first the loudest until now
 * @param {number} advantage factor by which another must be louder
 * @returns {string[]}
 */
function order(people, first, advantage) {
  const weight = (/** @type {string} */ key) => (key === first ? advantage : 1) * Math.max(people.get(key)?.level ?? 0, 0.001);
  return [...people.keys()].filter((key) => people.get(key)?.isSpeaking).sort((left, right) => weight(right) - weight(left));
}
