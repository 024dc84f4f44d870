import { bytes, duration } from '../../ui/model/format.js';
import { RECORDING_ATTRIBUTE } from '../../ui/model/call-views.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 * @typedef {import('../../sdk/recording/types.js').FinishedRecording} FinishedRecording
 */

/**
 * Starts and ends the local recording, tells the others that there is one, and offers what was recorded.
 */
export class Recording {
  #call;
  #told = false;

  /** @param {CallController} call */
  constructor(call) {
    this.#call = call;
    const { recorder } = call.room;
    // Not bound to the call's signal: a recording that ends with the call is finished a moment later.
    recorder.on('finished', (finished) => void this.#finished(finished));
    recorder.on('failed', ({ message }) => {
      if (!call.signal.aborted) call.notices.show({ key: 'recording-failed', title: 'The recording ended', text: message, icon: 'warning', tone: 'alarm', seconds: 20 });
    });
    call.room.on('recordingChanged', ({ state }) => this.#tellOthers(state !== 'idle' && state !== 'stopping'), { signal: call.signal });
  }

  async toggle() {
    const { recorder } = this.#call.room;
    if (recorder.state === 'idle') await recorder.start({ mode: 'call' });
    else await recorder.stop();
  }

  togglePause() {
    const { recorder } = this.#call.room;
    if (recorder.state === 'paused') recorder.resume();
    else recorder.pause();
  }

  /**
   * Whoever is recorded has a right to know.
   * @param {boolean} on
   */
  #tellOthers(on) {
    if (on === this.#told) return;
    this.#told = on;
    // Refused when this person may not change their description: the recording is theirs all the same.
    void this.#call.room.localParticipant.update({ attributes: { [RECORDING_ATTRIBUTE]: on ? 'local' : '' } }).catch(() => {});
  }

  /**
   * Saves at once: in most browsers the press on "stop" still counts for the save dialog. When the person closes that dialog, the recording stays on
   * the disk, and a notice keeps offering it.
   * @param {FinishedRecording} finished
   */
  async #finished(finished) {
    const { sdk, signal, options, notices } = this.#call;
    if (signal.aborted) {
      options.recorded();
      return;
    }
    const saved = await sdk.Recorder.save(finished).catch(() => false);
    if (saved || signal.aborted) return;
    notices.show({
      key: 'recording', title: 'Your recording is ready', text: `${duration(finished.seconds)}, ${bytes(finished.bytes)}. It is only on this device.`, icon: 'record', seconds: null,
      actions: [{ text: 'Save', run: () => void this.#finished(finished) }],
    });
  }
}
