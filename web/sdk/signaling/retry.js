/** `docs/signaling.md`: 0, 0.3, 1.2, 2.7, 4.8, then 7 s each. */
const DELAYS_MS = [0, 300, 1_200, 2_700, 4_800, 7_000];

const MAX_JITTER_MS = 1_000;

/**
 * How long to wait before an attempt. The first is at once, since most sockets die alone; jitter keeps the clients of a server
 * that died from coming back in step.
 *
 * @param {number} attempt from 1
 * @param {number} random 0 to 1
 * @param {boolean} together everybody lost the socket at this moment: the server said that it stops
 * @returns {number} milliseconds
 */
export function retryDelay(attempt, random, together) {
  const delay = DELAYS_MS[Math.min(attempt, DELAYS_MS.length) - 1] ?? 0;
  return delay === 0 && !together ? 0 : delay + Math.round(random * MAX_JITTER_MS);
}
