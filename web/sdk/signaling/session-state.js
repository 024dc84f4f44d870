/** @typedef {import('./types.js').SessionState} SessionState */

/** @type {SessionState} */
export const initialSession = Object.freeze({
  phase: 'idle',
  socket: 0,
  token: '',
  tokenExpiresAt: null,
  room: undefined,
  client: undefined,
  session: null,
  joined: false,
  lastSeq: 0,
  nextId: 1,
  pending: [],
  attempt: 0,
  giveUpAt: null,
  lostAt: 0,
  deadline: null,
  deadAt: 0,
  pingAt: 0,
  closing: null,
  rttMs: null,
});

/**
 * When a `timer` input is due.
 *
 * @param {SessionState} state
 * @returns {number | null}
 */
export function sessionDeadline(state) {
  switch (state.phase) {
    case 'idle':
    case 'ended':
      return null;
    case 'open':
      return Math.min(state.pingAt, state.deadAt);
    case 'opening':
    case 'joining':
    case 'resuming':
    case 'retrying':
    case 'leaving':
      return earliest(state.deadline, state.giveUpAt);
  }
}

/**
 * @param {number | null} left
 * @param {number | null} right
 */
function earliest(left, right) {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}
