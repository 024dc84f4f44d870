import { LAST_STEP, VIDEO_OFF_STEP, stepFor } from './ladder.js';

/**
 * What the samples of one link say about what we send over it.
 *
 * @typedef {import('./types.js').LinkSample} LinkSample
 * @typedef {import('./types.js').AdaptationReason} AdaptationReason
 *
 * @typedef {object} VerdictState
 * @property {number} startedAt milliseconds
 * @property {number | null} baseRtt the lowest of the last minute, as far as it is over
 * @property {number | null} recentRtt the lowest of the current half-minute
 * @property {number} recentSince
 * @property {number} lossy reports in a row with much loss
 * @property {number} late samples in a row with a round trip far above the base
 * @property {number} complaints samples in a row that complained of it
 * @property {number} firstLateRtt the round trip at the first of them
 * @property {number} narrow samples in a row in which the encoder is held back by bandwidth
 * @property {number} busy samples in a row in which the encoder is held back by the processor
 *
 * @typedef {import('./rate-machine.js').Verdict & {reason: AdaptationReason | null}} LinkVerdict
 */

/** draft-ietf-rmcat-gcc-02 §6: above 10 % the rate is too high, under 2 % it may rise. */
const MUCH_LOSS = 0.1;
const LITTLE_LOSS = 0.03;
const DISASTROUS_LOSS = 0.25;
/** Random loss (a bad radio) does not pass because we send less; for loss alone the picture is only shed when nearly nothing gets through. */
const LOWEST_STEP_FOR_LOSS = 5;
const LATE_SECONDS = 0.15;
const RTT_WINDOW_MS = 30_000;
/** A delay that has not shrunk after so many complaints (some three steps) is not our queue but a longer way: it becomes the base. */
const MOST_COMPLAINTS = 6;
const SHRUNK = 0.7;
/** Bandwidth estimation of a fresh link begins at 300 kbit/s in Chromium and needs some seconds to find the truth. */
const WARM_UP_MS = 10_000;
const NARROW_SAMPLES = 3;
const BUSY_SAMPLES = 4;

/**
 * @param {number} now milliseconds
 * @returns {VerdictState}
 */
export function newVerdict(now) {
  return { startedAt: now, baseRtt: null, recentRtt: null, recentSince: now, lossy: 0, late: 0, complaints: 0, firstLateRtt: 0, narrow: 0, busy: 0 };
}

/**
 * @param {VerdictState} state
 * @param {LinkSample} sample
 * @param {{sources: import('./ladder.js').Sources, step: number, sinceRaiseMs: number}} situation the step now in force
 * @returns {{state: VerdictState, verdict: LinkVerdict, isBusy: boolean}}
 */
export function linkJudged(state, sample, situation) {
  const observed = observe(state, sample);
  const judged = verdict(observed, sample, situation);
  const isBusy = observed.busy >= BUSY_SAMPLES;
  return { state: judged.reason === 'delay' ? complained(observed, sample) : observed, verdict: judged, isBusy };
}

/**
 * @param {VerdictState} state
 * @param {LinkSample} sample
 * @returns {VerdictState}
 */
function observe(state, sample) {
  const fresh = freshLoss(sample);
  const counted = { ...state, ...rttWindow(state, sample) };
  if (fresh !== null) counted.lossy = fresh >= MUCH_LOSS ? state.lossy + 1 : 0;
  counted.late = isLate(counted, sample) ? state.late + 1 : 0;
  if (counted.late === 0) counted.complaints = 0;
  counted.narrow = sample.limitation === 'bandwidth' ? state.narrow + 1 : 0;
  counted.busy = sample.limitation === 'cpu' ? state.busy + 1 : 0;
  return counted;
}

/**
 * @param {VerdictState} state
 * @param {LinkSample} sample
 * @param {{sources: import('./ladder.js').Sources, step: number, sinceRaiseMs: number}} situation
 * @returns {LinkVerdict}
 */
function verdict(state, sample, { sources, step, sinceRaiseMs }) {
  const loss = freshLoss(sample);
  if (loss !== null && loss >= DISASTROUS_LOSS) return bad('loss', Math.min(LAST_STEP, step + 2), true);
  if (state.lossy >= 2 && loss !== null && step < LOWEST_STEP_FOR_LOSS) return bad('loss', step + 1, false);
  if (state.late >= 2) return bad('delay', Math.min(LAST_STEP, step + 1), false);
  const isWarm = sample.at - state.startedAt >= WARM_UP_MS && sinceRaiseMs >= WARM_UP_MS / 2;
  if (isWarm && state.narrow >= NARROW_SAMPLES && sample.availableOutgoingBitrate !== null) {
    const fitting = stepFor(sources, sample.availableOutgoingBitrate);
    if (fitting > step) return bad('bandwidth', Math.min(fitting, VIDEO_OFF_STEP), false);
  }
  // Without a sign of life from the far end there is nothing to build a raise on.
  const isAlive = sample.bytesIn > 0;
  const isClean = isAlive && (loss === null || loss < LITTLE_LOSS) && state.late === 0 && state.narrow === 0 && state.busy === 0;
  return isClean ? { type: 'clean', reason: null } : { type: 'wait', reason: null };
}

/**
 * @param {VerdictState} state
 * @param {LinkSample} sample
 * @returns {VerdictState}
 */
function complained(state, { at, rtt }) {
  const firstLateRtt = state.complaints === 0 ? (rtt ?? 0) : state.firstLateRtt;
  const complaints = state.complaints + 1;
  if (complaints < MOST_COMPLAINTS || rtt === null || rtt < firstLateRtt * SHRUNK) return { ...state, complaints, firstLateRtt };
  return { ...state, complaints: 0, firstLateRtt: 0, late: 0, baseRtt: null, recentRtt: rtt, recentSince: at };
}

/**
 * @param {AdaptationReason} reason
 * @param {number} toStep
 * @param {boolean} isUrgent
 * @returns {LinkVerdict}
 */
function bad(reason, toStep, isUrgent) {
  return { type: 'bad', toStep, isUrgent, reason };
}

/**
 * @param {LinkSample} sample
 * @returns {number | null} the worst loss that the far end reported in this interval
 */
function freshLoss(sample) {
  const losses = sample.tracks.flatMap(({ direction, isFresh, loss }) => (direction === 'send' && isFresh && loss !== null ? [loss] : []));
  return losses.length > 0 ? Math.max(...losses) : null;
}

/**
 * The lowest round trip of the last half to whole minute, in two buckets.
 *
 * @param {VerdictState} state
 * @param {LinkSample} sample
 */
function rttWindow({ baseRtt, recentRtt, recentSince }, { at, rtt }) {
  if (rtt === null) return { baseRtt, recentRtt, recentSince };
  if (at - recentSince >= RTT_WINDOW_MS) return { baseRtt: recentRtt ?? rtt, recentRtt: rtt, recentSince: at };
  return { baseRtt, recentRtt: Math.min(rtt, recentRtt ?? rtt), recentSince };
}

/**
 * @param {VerdictState} state
 * @param {LinkSample} sample
 */
function isLate({ baseRtt, recentRtt }, { rtt }) {
  if (rtt === null) return false;
  const lowest = Math.min(baseRtt ?? Infinity, recentRtt ?? Infinity);
  return rtt > lowest + Math.max(LATE_SECONDS, lowest);
}
