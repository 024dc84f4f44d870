/**
 * @typedef {import('./types.js').RecoveryState} RecoveryState
 * @typedef {import('./types.js').RecoveryInput} RecoveryInput
 * @typedef {import('./types.js').RecoveryAction} RecoveryAction
 */

/** `disconnected` often mends itself: a lost burst, a short fade. */
const DISCONNECTED_MS = 2_500;

/** For an ICE restart to help, before the next one. */
const RESTART_MS = 5_000;

/** The polite side gives the other's restart a head start. */
const POLITE_EXTRA_MS = 1_000;

/** For a new connection to come up at all; browsers wait longer before they say `failed`. */
const FIRST_CONNECT_MS = 10_000;

/** Nothing at all came, not even an ICE check: browsers say `disconnected` only after twice this time. */
const SILENT_MS = 2_000;

/** Between two new starts because a description could not be applied: whatever is wrong may stay wrong. */
const REBUILD_PAUSE_MS = 5_000;

/** Several signs of one change of network arrive together. */
const DEBOUNCE_MS = 1_000;

export const MAX_RESTARTS = 3;

/**
 * @param {boolean} polite
 * @returns {RecoveryState}
 */
export function initialRecovery(polite) {
  return {
    polite,
    connection: 'new',
    everConnected: false,
    reconnecting: false,
    attempts: 0,
    restartedAt: -Infinity,
    rebuiltAt: -Infinity,
    silentSince: null,
    deadline: null,
    owed: false,
  };
}

/**
 * When a broken path is restarted (RFC 8445 §9), and when the link is given up for a new one: as a pure function.
 *
 * @param {RecoveryState} before
 * @param {RecoveryInput} input
 * @param {number} now milliseconds
 * @param {boolean} signalUp an offer would reach the other side
 * @returns {{recovery: RecoveryState, actions: RecoveryAction[]}}
 */
export function reduceRecovery(before, input, now, signalUp) {
  const state = { ...before };
  /** @type {RecoveryAction[]} */
  const actions = [];

  const restart = () => {
    state.owed = false;
    state.restartedAt = now;
    actions.push('restart');
  };
  const recover = () => {
    state.deadline = null;
    if (!signalUp) {
      state.owed = true;
      return;
    }
    state.owed = false;
    state.attempts += 1;
    if (state.attempts > MAX_RESTARTS) {
      actions.push('rebuild');
      return;
    }
    state.deadline = now + restartTime(state);
    restart();
  };
  const broken = () => {
    if (!state.everConnected || state.reconnecting) return;
    state.reconnecting = true;
    actions.push('reconnecting');
  };

  const whole = () => {
    if (state.reconnecting) actions.push('reconnected');
    Object.assign(state, { reconnecting: false, attempts: 0, silentSince: null, deadline: null, owed: false });
  };

  switch (input.type) {
    case 'connection':
      state.connection = input.state;
      switch (input.state) {
        case 'connected':
          if (!state.everConnected) actions.push('connected');
          state.everConnected = true;
          whole();
          break;
        case 'disconnected':
          broken();
          state.deadline ??= now + DISCONNECTED_MS;
          break;
        case 'failed':
          broken();
          recover();
          break;
        case 'new':
        case 'connecting':
        case 'closed':
          break;
      }
      break;
    case 'flow':
      if (state.connection !== 'connected') break;
      if (input.flows) {
        state.silentSince = null;
        if (state.reconnecting) whole();
        break;
      }
      state.silentSince ??= now;
      if (now - state.silentSince < SILENT_MS || state.deadline !== null || state.owed) break;
      broken();
      recover();
      break;
    case 'negotiated':
      if (state.connection !== 'connected') state.deadline ??= now + FIRST_CONNECT_MS;
      break;
    case 'remoteRestarted':
      state.owed = false;
      if (state.connection !== 'connected') state.deadline = now + restartTime(state);
      break;
    case 'operationFailed':
      state.attempts = MAX_RESTARTS;
      state.deadline = Math.max(now, state.rebuiltAt + REBUILD_PAUSE_MS);
      break;
    case 'rebuilt':
      Object.assign(state, { connection: 'new', attempts: 0, rebuiltAt: now, silentSince: null, deadline: null, owed: false });
      break;
    case 'networkChanged':
      if (!state.everConnected || now < state.restartedAt + DEBOUNCE_MS) break;
      if (!signalUp) state.owed = true;
      else restart();
      break;
    case 'signalUp':
      if (state.owed) recover();
      break;
    case 'timer':
      if (state.deadline !== null && now >= state.deadline) recover();
      break;
  }
  return { recovery: state, actions };
}

/** @param {RecoveryState} state */
function restartTime(state) {
  return RESTART_MS + (state.polite ? POLITE_EXTRA_MS : 0);
}
