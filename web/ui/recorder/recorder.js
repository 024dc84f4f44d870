import { bytes, duration } from '../model/format.js';
import { h, setAttribute, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, swapIcon } from '../kit/icons.js';

/**
 * @typedef {object} RecorderView
 * @property {import('../../sdk/recording/types.js').RecordingState} state
 * @property {number} bytes
 * @property {number} seconds
 */

/**
 * The running recording: how long, how large, and pause. Says `sf-record-pause`. Stopping is the dock's button.
 */
export class RecorderElement extends PageElement {
  /** @type {RecorderView} */
  #view = { state: 'idle', bytes: 0, seconds: 0 };
  #dot = h('i', { class: 'rec-dot', 'aria-hidden': 'true' });
  #word = h('span', { class: 'rec-word' });
  #time = h('span', { class: 'numbers' });
  #size = h('span', { class: 'numbers rec-size' });
  #pause = h('button', { type: 'button', class: 'icon-button', on: { click: () => this.tell('sf-record-pause') } }, icon('pause'));

  /** @param {RecorderView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** @override */
  build() {
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'Recording on this device');
    this.append(this.#dot, this.#word, this.#time, this.#size, this.#pause);
  }

  /** @override */
  update() {
    const { state, seconds, bytes: size } = this.#view;
    this.hidden = state === 'idle';
    this.dataset['state'] = state;
    const words = { idle: '', starting: 'Starting', recording: 'Rec', paused: 'Paused', stopping: 'Saving' };
    setText(this.#word, words[state]);
    setText(this.#time, duration(seconds));
    setText(this.#size, bytes(size));
    this.#pause.hidden = state !== 'recording' && state !== 'paused';
    setAttribute(this.#pause, 'aria-label', state === 'paused' ? 'Resume recording' : 'Pause recording');
    swapIcon(this.#pause, state === 'paused' ? 'play' : 'pause');
  }
}

define('sf-recorder', RecorderElement);
