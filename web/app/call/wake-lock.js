/**
 * Keeps the screen of a phone on during a call; where the browser cannot, nothing happens.
 * @param {AbortSignal} signal ends it
 * @returns {void}
 */
export function keepAwake(signal) {
  /** @type {{release: () => Promise<void>} | null} */
  let lock = null;
  const ask = async () => {
    const { wakeLock } = /** @type {{wakeLock?: {request: (type: 'screen') => Promise<{release: () => Promise<void>}>}}} */ (/** @type {unknown} */ (navigator));
    // A hidden page has no lock and gets none; it asks again when it comes back.
    if (!wakeLock || document.visibilityState !== 'visible') return;
    lock = await wakeLock.request('screen').catch(() => null);
    if (signal.aborted) void lock?.release();
  };
  document.addEventListener('visibilitychange', () => void ask(), { signal });
  signal.addEventListener('abort', () => void lock?.release());
  void ask();
}
