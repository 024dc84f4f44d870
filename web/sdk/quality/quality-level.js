/**
 * From scores to the four levels people see, with hysteresis: a level falls quickly and rises slowly, and a score that dances on a
 * border moves nothing.
 *
 * @typedef {import('./types.js').QualityLevel} QualityLevel
 *
 * @typedef {object} LevelState
 * @property {QualityLevel} level
 * @property {number | null} score smoothed; null before the first
 * @property {number} at when it was last updated, milliseconds
 * @property {QualityLevel | null} candidate where it is heading
 * @property {number} candidateSince milliseconds
 */

/** G.107 Annex B: a rating of 80 (MOS 4.03) is where users are "satisfied", of 60 (MOS 3.10) where "many users" are not. */
export const EXCELLENT_SCORE = 4.03;
export const GOOD_SCORE = 3.1;

const MARGIN = 0.15;
const FALL_AFTER_MS = 2_000;
const RISE_AFTER_MS = 4_000;
/** Time constants of the smoothing. */
const SMOOTH_DOWN_MS = 3_000;
const SMOOTH_UP_MS = 4_000;

/** @type {Readonly<Record<QualityLevel, number>>} */
const RANK = Object.freeze({ lost: 0, poor: 1, good: 2, excellent: 3 });

/** @returns {LevelState} before anything is known: nothing to complain about */
export function unknownLevel() {
  return { level: 'good', score: null, at: 0, candidate: null, candidateSince: 0 };
}

/**
 * @param {LevelState} state
 * @param {number | null} score of this second, 1 to 4.5; null: nothing arrives
 * @param {number} now milliseconds
 * @returns {LevelState}
 */
export function levelReduced(state, score, now) {
  // "Nothing arrives" has had its patience before it came here.
  if (score === null) return { level: 'lost', score: 1, at: now, candidate: null, candidateSince: 0 };
  const isFirst = state.score === null || state.level === 'lost';
  const smoothed = isFirst ? score : smooth(/** @type {number} */ (state.score), score, now - state.at);
  if (isFirst) return { level: plainLevel(smoothed), score: smoothed, at: now, candidate: null, candidateSince: 0 };

  const target = levelWithMargin(state.level, smoothed);
  if (target === state.level) return { ...state, score: smoothed, at: now, candidate: null, candidateSince: 0 };
  const isSameWay = state.candidate !== null && RANK[state.candidate] > RANK[state.level] === RANK[target] > RANK[state.level];
  const candidateSince = isSameWay ? state.candidateSince : now;
  const patience = RANK[target] < RANK[state.level] ? FALL_AFTER_MS : RISE_AFTER_MS;
  if (now - candidateSince < patience) return { ...state, score: smoothed, at: now, candidate: target, candidateSince };
  return { level: target, score: smoothed, at: now, candidate: null, candidateSince: 0 };
}

/**
 * @param {number} score
 * @returns {QualityLevel}
 */
function plainLevel(score) {
  if (score >= EXCELLENT_SCORE) return 'excellent';
  return score >= GOOD_SCORE ? 'good' : 'poor';
}

/**
 * @param {QualityLevel} current
 * @param {number} score
 * @returns {QualityLevel}
 */
function levelWithMargin(current, score) {
  const better = plainLevel(score - MARGIN);
  const worse = plainLevel(score + MARGIN);
  if (RANK[better] > RANK[current]) return better;
  return RANK[worse] < RANK[current] ? worse : current;
}

/**
 * @param {number} old
 * @param {number} score
 * @param {number} elapsedMs
 */
function smooth(old, score, elapsedMs) {
  const weight = 1 - Math.exp(-Math.max(0, elapsedMs) / (score < old ? SMOOTH_DOWN_MS : SMOOTH_UP_MS));
  return old + (score - old) * weight;
}
