/**
 * The states of a recorder and its clock, as a pure reducer.
 *
 * @typedef {import('./types.js').RecordingState} RecordingState
 *
 * @typedef {object} RecorderState
 * @property {RecordingState} state
 * @property {number} bytes that are safe on disk
 * @property {number} recordedMs up to the last pause
 * @property {number | null} runningSince milliseconds; null while it does not run
 *
 * @typedef {{type: 'starting'} | {type: 'started'} | {type: 'paused'} | {type: 'resumed'} | {type: 'written', bytes: number} | {type: 'stopping'} | {type: 'stopped'}} RecorderInput
 */

/** @returns {RecorderState} */
export function idleRecorder() {
  return { state: 'idle', bytes: 0, recordedMs: 0, runningSince: null };
}

/**
 * An input that makes no sense in a state changes nothing.
 *
 * @param {RecorderState} state
 * @param {RecorderInput} input
 * @param {number} now milliseconds
 * @returns {RecorderState}
 */
export function recorderReduced(state, input, now) {
  switch (input.type) {
    case 'starting':
      return state.state === 'idle' ? { ...idleRecorder(), state: 'starting' } : state;
    case 'started':
      return state.state === 'starting' ? { ...state, state: 'recording', runningSince: now } : state;
    case 'paused':
      return state.state === 'recording' ? { ...halted(state, now), state: 'paused' } : state;
    case 'resumed':
      return state.state === 'paused' ? { ...state, state: 'recording', runningSince: now } : state;
    case 'written':
      return { ...state, bytes: input.bytes };
    case 'stopping':
      return state.state === 'recording' || state.state === 'paused' || state.state === 'starting' ? { ...halted(state, now), state: 'stopping' } : state;
    case 'stopped':
      return { ...halted(state, now), state: 'idle' };
  }
}

/**
 * @param {RecorderState} state
 * @param {number} now
 * @returns {number}
 */
export function secondsOf({ recordedMs, runningSince }, now) {
  return (recordedMs + (runningSince === null ? 0 : now - runningSince)) / 1000;
}

/**
 * @param {RecorderState} state
 * @param {number} now
 * @returns {RecorderState}
 */
function halted(state, now) {
  return { ...state, recordedMs: secondsOf(state, now) * 1000, runningSince: null };
}
