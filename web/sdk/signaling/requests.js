/**
 * @typedef {import('./types.js').PendingRequest} PendingRequest
 */

/** Requests kept while there is no connection. */
export const MAX_PENDING = 1_000;

/**
 * Gives ids to those that waited for the connection.
 *
 * @param {PendingRequest[]} pending
 * @param {number} nextId
 * @returns {{pending: PendingRequest[], numbered: PendingRequest[], nextId: number}} `numbered` are to be sent now
 */
export function number(pending, nextId) {
  let next = nextId;
  /** @type {PendingRequest[]} */
  const numbered = [];
  const all = pending.map((each) => {
    if (each.id !== 0) return each;
    const withId = { ...each, id: next };
    next += 1;
    numbered.push(withId);
    return withId;
  });
  return { pending: all, numbered, nextId: next };
}

/**
 * What of the unanswered requests makes sense in a new session. Messages to everyone and changes of one's own description do
 * (receivers drop an envelope that they saw already); whatever names a participant or a track of the old session does not.
 *
 * @param {PendingRequest[]} pending
 * @returns {{kept: PendingRequest[], dropped: PendingRequest[]}}
 */
export function carryOver(pending) {
  const makesSense = (/** @type {PendingRequest} */ { request }) => request.type === 'update' || (request.type === 'data' && request.to === undefined);
  return {
    kept: pending.filter(makesSense).map((each) => ({ ...each, id: 0 })),
    dropped: pending.filter((each) => !makesSense(each)),
  };
}
