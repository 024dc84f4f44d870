import '../../ui/recovery/recovery.js';

/**
 * @typedef {import('../sdk.js').Sdk} Sdk
 * @typedef {import('../../ui/recovery/recovery.js').RecoveryElement} RecoveryElement
 */

/**
 * Shows the recordings of earlier visits that were never saved, in `place`. Does nothing when there are none, or no storage.
 * @param {Pick<Sdk, 'Recorder'>} sdk
 * @param {HTMLElement} place
 * @returns {Promise<void>}
 */
export async function offerRecordings({ Recorder }, place) {
  const element = /** @type {RecoveryElement} */ (document.createElement('sf-recovery'));
  const refresh = async () => {
    const recordings = await Recorder.recoverable().catch(() => []);
    element.recordings = recordings;
    if (recordings.length > 0 && !element.isConnected) place.append(element);
    if (recordings.length === 0) element.remove();
  };
  element.addEventListener('sf-recording-save', async (event) => {
    const { detail: id } = /** @type {CustomEvent<string>} */ (event);
    // Should nothing usable have been written, it stays in the list and can be discarded.
    await Recorder.save(id).catch(() => false);
    await refresh();
  });
  element.addEventListener('sf-recording-discard', async (event) => {
    await Recorder.discard(/** @type {CustomEvent<string>} */ (event).detail).catch(() => {});
    await refresh();
  });
  await refresh();
}
