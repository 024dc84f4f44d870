import { confirmAction } from '../../ui/dialog/dialog.js';
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
  const shown = place.querySelector('sf-recovery');
  const element = /** @type {RecoveryElement} */ (shown ?? document.createElement('sf-recovery'));
  const refresh = async () => {
    const recordings = await Recorder.recoverable().catch(() => []);
    element.recordings = recordings;
    if (recordings.length > 0 && !element.isConnected) place.append(element);
    if (recordings.length === 0) element.remove();
  };
  if (!shown) listen(Recorder, element, refresh);
  await refresh();
}

/**
 * @param {Sdk['Recorder']} Recorder
 * @param {RecoveryElement} element
 * @param {() => Promise<void>} refresh
 */
function listen(Recorder, element, refresh) {
  element.addEventListener('sf-recording-save', async (event) => {
    const { detail: id } = /** @type {CustomEvent<string>} */ (event);
    // Should nothing usable have been written, it stays in the list and can be discarded.
    await Recorder.save(id).catch(() => false);
    await refresh();
  });
  element.addEventListener('sf-recording-discard', async (event) => {
    const { detail: id } = /** @type {CustomEvent<string>} */ (event);
    if (!(await confirmAction({ title: 'Discard the recording?', text: 'It exists only on this device and cannot be brought back.', action: 'Discard' }))) return;
    await Recorder.discard(id).catch(() => {});
    await refresh();
  });
}
