/**
 * One position on the ladder that falls quickly and climbs slowly. Each link has one, the uplink that all links share has one, and so has
 * this computer; they differ in what is told to them.
 *
 * @typedef {object} RateState
 * @property {number} step
 * @property {number} changedAt milliseconds; -Infinity before the first change
 * @property {number | null} cleanSince since when there has been nothing to complain about
 * @property {number | null} raisedAt when the last raise was that still has to prove itself
 * @property {number} holdMs how long it has to be clean before the next raise
 *
 * @typedef {{type: 'clean'} | {type: 'wait'} | {type: 'none'} | {type: 'bad', toStep: number, isUrgent: boolean}} Verdict
 *   `wait`: neither good enough to rise nor bad enough to fall; `none`: nothing new is known
 *
 * @typedef {object} RateRules
 * @property {number} holdMs the shortest hold
 * @property {number} settleMs how long the effect of a fall needs to be seen; an urgent fall does not wait for it
 * @property {boolean} canRise whether this machine is the one that keeps the step down
 */

/** A fall so soon after a raise means that the raise was the mistake. */
const PROVEN_AFTER_MS = 20_000;
const LONGEST_HOLD_MS = 120_000;

/**
 * @param {number} step to begin with
 * @param {number} holdMs
 * @returns {RateState}
 */
export function newRate(step, holdMs) {
  return { step, changedAt: -Infinity, cleanSince: null, raisedAt: null, holdMs };
}

/**
 * @param {RateState} state
 * @param {Verdict} verdict
 * @param {number} now milliseconds
 * @param {RateRules} rules
 * @returns {RateState}
 */
export function rateReduced(state, verdict, now, { holdMs, settleMs, canRise }) {
  switch (verdict.type) {
    case 'bad':
      return fallen(state, verdict, now, settleMs);
    case 'none':
      return state;
    case 'wait':
      return { ...state, cleanSince: null };
    case 'clean': {
      const isProven = state.raisedAt !== null && now - state.raisedAt >= PROVEN_AFTER_MS;
      const proven = isProven ? { ...state, raisedAt: null, holdMs } : state;
      const cleanSince = state.cleanSince ?? now;
      const isDue = now - cleanSince >= proven.holdMs && now - state.changedAt >= proven.holdMs;
      if (state.step === 0 || !canRise || !isDue) return { ...proven, cleanSince };
      return { ...proven, step: state.step - 1, changedAt: now, cleanSince: now, raisedAt: now };
    }
  }
}

/**
 * @param {RateState} state
 * @param {Extract<Verdict, {type: 'bad'}>} verdict
 * @param {number} now
 * @param {number} settleMs
 * @returns {RateState}
 */
function fallen(state, { toStep, isUrgent }, now, settleMs) {
  const isSettling = now - state.changedAt < settleMs && state.raisedAt === null && !isUrgent;
  if (isSettling || toStep <= state.step) return { ...state, cleanSince: null };
  const hasFailed = state.raisedAt !== null && now - state.raisedAt < PROVEN_AFTER_MS;
  const holdMs = hasFailed ? Math.min(LONGEST_HOLD_MS, state.holdMs * 2) : state.holdMs;
  return { step: toStep, changedAt: now, cleanSince: null, raisedAt: null, holdMs };
}
