import { bytes, duration } from '../../ui/model/format.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 * @typedef {import('../../sdk/recording/types.js').FinishedRecording} FinishedRecording
 */

/**
 * Saves a recording that has just ended. When the person closes the browser's dialog, the recording stays on the disk, and a notice keeps
 * offering it.
 * @param {CallController} call
 * @param {FinishedRecording} finished
 * @returns {Promise<void>}
 */
export async function offerFinished(call, finished) {
  const { Recorder } = call.sdk;
  const save = async () => {
    const saved = await Recorder.save(finished).catch(() => false);
    if (saved) call.notices.dismiss('recording');
    else offer();
  };
  const offer = () => call.notices.show({
    key: 'recording', title: 'Your recording is ready', text: `${duration(finished.seconds)}, ${bytes(finished.bytes)}. It is only on this device.`, icon: 'record', seconds: null,
    actions: [{ text: 'Save', run: () => void save() }],
  });
  await save();
}
