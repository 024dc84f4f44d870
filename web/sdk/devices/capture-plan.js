import { CAMERA_LADDER, cameraConstraints, microphoneConstraints } from './constraints.js';

/**
 * The order in which devices are asked for, as a pure reducer. Camera and microphone are asked for together, so that there is one question
 * to the person. When that fails the browser does not say which of the two it was, so they are tried one by one, without asking somebody
 * who has just said no a second time.
 *
 * @typedef {import('./types.js').CaptureKind} CaptureKind
 * @typedef {import('./types.js').CaptureReason} CaptureReason
 * @typedef {'granted' | 'denied' | 'prompt' | 'unknown'} Permission
 *
 * @typedef {object} PlanInput
 * @property {boolean | MediaTrackConstraints} audio
 * @property {boolean | MediaTrackConstraints} video
 * @property {Partial<import('./types.js').AudioSettings>} settings
 * @property {import('./constraints.js').DeviceSelection} [microphone]
 * @property {import('./constraints.js').DeviceSelection} [camera]
 * @property {boolean} isSecure
 * @property {Record<CaptureKind, boolean>} present whether any such device is listed
 *
 * @typedef {object} Failure
 * @property {CaptureKind} source
 * @property {CaptureReason} reason
 * @property {unknown} cause
 *
 * @typedef {{type: 'ask', sources: CaptureKind[], constraints: MediaStreamConstraints} | {type: 'done', failures: Failure[]}} PlanAction
 *
 * @typedef {{type: 'granted'} | {type: 'refused', reason: CaptureReason, cause: unknown, permissions: Record<CaptureKind, Permission>, elapsedMs: number}} Outcome
 *
 * @typedef {object} PlanState
 * @property {PlanInput} input
 * @property {CaptureKind[]} asking what the last action asked for
 * @property {CaptureKind[]} waiting what is tried alone after that
 * @property {number} step of the camera's ladder
 * @property {Failure[]} failures
 */

/** A refusal that came faster than this was no person: the page had been blocked before. */
const FASTEST_ANSWER_MS = 400;

/**
 * @param {PlanInput} input
 * @returns {{state: PlanState, action: PlanAction}}
 */
export function beginCapture(input) {
  /** @type {CaptureKind[]} */
  const wanted = [];
  if (input.audio) wanted.push('microphone');
  if (input.video) wanted.push('camera');
  if (!input.isSecure) {
    /** @type {Failure[]} */
    const failures = wanted.map((source) => ({ source, reason: 'insecure', cause: null }));
    return ask({ input, asking: [], waiting: [], step: 0, failures });
  }
  // A kind that is not listed would make the common request fail for both. It is asked for by itself, because the list also hides
  // what a policy forbids, and only the exception tells the two apart; a device that is not there raises no question.
  const listed = wanted.filter((source) => input.present[source]);
  const unlisted = wanted.filter((source) => !input.present[source]);
  const state = { input, asking: listed, waiting: unlisted, step: 0, failures: [] };
  return listed.length > 0 ? ask(state) : next(state);
}

/**
 * @param {PlanState} state
 * @param {Outcome} outcome of the last `ask`
 * @returns {{state: PlanState, action: PlanAction}}
 */
export function capturePlanned(state, outcome) {
  if (outcome.type === 'granted') return next(state);
  if (state.asking.length > 1) return split(state, outcome);
  const source = state.asking[0];
  if (source === undefined) return next(state);
  const canAskForLess = outcome.reason === 'overconstrained' || outcome.reason === 'busy';
  if (source === 'camera' && canAskForLess && state.step < CAMERA_LADDER.length - 1) {
    return ask({ ...state, step: state.step + 1 });
  }
  return next({ ...state, failures: [...state.failures, { source, reason: outcome.reason, cause: outcome.cause }] });
}

/**
 * @param {PlanState} state
 * @param {Extract<Outcome, {type: 'refused'}>} outcome
 */
function split(state, outcome) {
  const { reason, cause, permissions, elapsedMs } = outcome;
  const isRefused = (/** @type {CaptureKind} */ source) => {
    if (reason !== 'denied') return false;
    switch (permissions[source]) {
      case 'denied':
        return true;
      case 'granted':
        return false;
      // Whoever closed the question is not asked again, unless the other one is known to be what stood in the way.
      case 'prompt':
        return !state.asking.some((other) => other !== source && permissions[other] === 'denied');
      case 'unknown':
        return elapsedMs >= FASTEST_ANSWER_MS;
    }
  };
  const refused = state.asking.filter(isRefused).map((source) => ({ source, reason, cause }));
  const alone = state.asking.filter((source) => !isRefused(source));
  return next({ ...state, waiting: [...alone, ...state.waiting], failures: [...state.failures, ...refused] });
}

/**
 * @param {PlanState} state
 * @returns {{state: PlanState, action: PlanAction}}
 */
function next(state) {
  const [source, ...waiting] = state.waiting;
  return ask({ ...state, asking: source ? [source] : [], waiting, step: 0 });
}

/**
 * @param {PlanState} state
 * @returns {{state: PlanState, action: PlanAction}}
 */
function ask(state) {
  const { input, asking, step } = state;
  if (asking.length === 0) return { state, action: { type: 'done', failures: state.failures } };
  /** @type {MediaStreamConstraints} */
  const constraints = {};
  if (asking.includes('microphone')) constraints.audio = microphoneConstraints(input.audio, input.settings, input.microphone);
  if (asking.includes('camera')) constraints.video = cameraConstraints(input.video, step, input.camera);
  return { state, action: { type: 'ask', sources: asking, constraints } };
}
