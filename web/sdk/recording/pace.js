/**
 * How many pictures a second are drawn, as a pure reducer. An encoder that cannot keep up queues what it is given: the file falls ever further behind
 * the call (and a crash costs what is behind), while it takes the processor from the call itself. So when the file lags, less is drawn.
 *
 * @typedef {object} PaceState
 * @property {number} step index in `FRAME_RATES`
 * @property {number} leastLagMs the lag without a queue: pieces come once a second, and starting takes a while
 * @property {number} changedAt milliseconds
 * @property {number | null} calmSince since when the lag has been small
 */

export const FRAME_RATES = Object.freeze([30, 15, 8, 4, 2]);

/** Pieces come once a second, so up to one second of lag is none. */
const MUCH_LAG_MS = 2_500;
const LITTLE_LAG_MS = 1_200;
/** A queue needs a while to empty. */
const SETTLE_MS = 3_000;
const RISE_AFTER_MS = 10_000;

/** @returns {PaceState} */
export function fullPace() {
  return { step: 0, leastLagMs: Infinity, changedAt: -Infinity, calmSince: null };
}

/**
 * @param {PaceState} state
 * @param {number} lagMs how far the file on disk is behind the recorded time
 * @param {number} now milliseconds
 * @returns {PaceState}
 */
export function lagMeasured(state, lagMs, now) {
  const leastLagMs = Math.min(state.leastLagMs, lagMs);
  const queued = lagMs - leastLagMs;
  const hasSettled = now - state.changedAt >= SETTLE_MS;
  if (queued >= MUCH_LAG_MS && hasSettled) {
    return { step: Math.min(FRAME_RATES.length - 1, state.step + 1), leastLagMs, changedAt: now, calmSince: null };
  }
  if (queued > LITTLE_LAG_MS) return { ...state, leastLagMs, calmSince: null };
  const calmSince = state.calmSince ?? now;
  if (state.step > 0 && now - calmSince >= RISE_AFTER_MS && now - state.changedAt >= RISE_AFTER_MS) {
    return { step: state.step - 1, leastLagMs, changedAt: now, calmSince: now };
  }
  return { ...state, leastLagMs, calmSince };
}

/**
 * @param {PaceState} state
 * @returns {number} milliseconds between two pictures
 */
export function frameInterval({ step }) {
  return 1000 / (FRAME_RATES[step] ?? 1);
}
