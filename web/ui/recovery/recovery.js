import { bytes, dayAndTime } from '../model/format.js';
import { fill, h } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon } from '../kit/icons.js';

/**
 * @typedef {import('../../sdk/recording/types.js').RecoverableRecording} RecoverableRecording
 */

/**
 * Recordings that were never saved: the tab crashed, or was closed too soon. Says `sf-recording-save` and `sf-recording-discard` with the id.
 */
export class RecoveryElement extends PageElement {
  /** @type {readonly RecoverableRecording[]} */
  #recordings = [];

  /** @param {readonly RecoverableRecording[]} recordings */
  set recordings(recordings) {
    this.#recordings = recordings;
    this.changed();
  }

  /** @override */
  update() {
    this.hidden = this.#recordings.length === 0;
    fill(this, ...this.#recordings.map((recording) => h('section', { class: 'recovery-card', 'aria-label': 'Recording that was not saved' },
      icon('record'),
      h('div', {},
        h('strong', {}, recording.finished ? 'Your recording is ready' : 'A recording was interrupted'),
        h('p', {}, `${dayAndTime(recording.startedAt)}, ${bytes(recording.bytes)}. It is only on this device.`)),
      h('div', { class: 'recovery-acts' },
        h('button', { type: 'button', class: 'button small primary', on: { click: () => this.tell('sf-recording-save', recording.id) } }, icon('download'), 'Save'),
        h('button', { type: 'button', class: 'button small quiet', on: { click: () => this.tell('sf-recording-discard', recording.id) } }, 'Discard')))));
  }
}

define('sf-recovery', RecoveryElement);
