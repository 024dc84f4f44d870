import { count, duration, spokenDuration } from '../model/format.js';
import { qualityText } from '../model/connection-text.js';
import { h, setAttribute, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, mark, qualityBars, swapIcon } from '../kit/icons.js';
import '../recorder/recorder.js';

/**
 * @typedef {object} HeaderView
 * @property {string} title
 * @property {number} since milliseconds since 1970, when one joined
 * @property {boolean} locked
 * @property {number} people
 * @property {readonly string[]} recordedBy names of others who record
 * @property {import('../model/connection-text.js').Level | null} quality
 * @property {'auto' | 'grid' | 'speaker'} layout
 * @property {boolean} canFlip
 * @property {boolean} canPip
 * @property {boolean} canFullscreen
 * @property {boolean} fullscreen
 */

/**
 * The line above the stage: which meeting, how long, how well. Says `sf-command`.
 */
export class HeaderElement extends PageElement {
  /** @type {HeaderView | null} */
  #view = null;
  #title = h('h1', { class: 'head-title', tabindex: '-1' });
  #lock = h('span', { class: 'head-lock', role: 'img', 'aria-label': 'The meeting is locked', title: 'Nobody new can come in' }, icon('lock'));
  #time = h('span', { class: 'head-time numbers', role: 'timer' });
  #others = h('span', { class: 'head-recorded', role: 'status' });
  #recorder = /** @type {import('../recorder/recorder.js').RecorderElement} */ (document.createElement('sf-recorder'));
  #health = this.#button('health', 'pulse', 'Call health');
  #layout = this.#button('layout', 'grid', 'Change the layout');
  #pip = this.#button('pip', 'pip', 'Picture in picture');
  #full = this.#button('fullscreen', 'fullscreen', 'Full screen');
  #flip = this.#button('flip', 'flip', 'Switch between front and back camera');

  /** @param {HeaderView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  get recorder() {
    return this.#recorder;
  }

  /** Puts the reading position to the top of the call. */
  enter() {
    this.#title.focus();
  }

  /** @override */
  build() {
    this.#health.replaceChildren(qualityBars());
    this.append(
      h('div', { class: 'head-side' }, h('span', { class: 'head-mark' }, mark()), this.#title, this.#lock, this.#time),
      h('div', { class: 'head-side' }, this.#others, this.#recorder, this.#flip, this.#health, this.#layout, this.#pip, this.#full));
  }

  /** @override */
  attach(/** @type {AbortSignal} */ signal) {
    const timer = setInterval(() => this.#tick(), 1000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    setText(this.#title, view.title);
    this.#lock.hidden = !view.locked;
    const quality = qualityText(view.quality);
    this.#health.dataset['bars'] = String(quality.bars);
    this.#health.dataset['level'] = view.quality ?? 'unknown';
    setAttribute(this.#health, 'aria-label', `Call health: ${quality.text.toLowerCase()}`);
    this.#others.hidden = view.recordedBy.length === 0;
    setText(this.#others, view.recordedBy.length === 1 ? `${view.recordedBy[0]} records this call` : `${count(view.recordedBy.length, 'person', 'people')} record this call`);
    const layout = { auto: 'automatic', grid: 'grid', speaker: 'speaker' }[view.layout];
    swapIcon(this.#layout, view.layout === 'speaker' ? 'spotlight' : 'grid');
    setAttribute(this.#layout, 'aria-label', `Change the layout (now ${layout})`);
    this.#layout.hidden = view.people < 2;
    this.#flip.hidden = !view.canFlip;
    this.#pip.hidden = !view.canPip;
    this.#full.hidden = !view.canFullscreen;
    swapIcon(this.#full, view.fullscreen ? 'fullscreen-exit' : 'fullscreen');
    setAttribute(this.#full, 'aria-label', view.fullscreen ? 'Close full screen' : 'Full screen');
    this.#tick();
  }

  #tick() {
    if (!this.#view) return;
    const seconds = (Date.now() - this.#view.since) / 1000;
    setText(this.#time, duration(seconds));
    setAttribute(this.#time, 'aria-label', `In the call for ${spokenDuration(seconds)}`);
  }

  /**
   * @param {import('../controls/controls.js').ControlCommand} command
   * @param {string} iconName
   * @param {string} label
   * @returns {HTMLButtonElement}
   */
  #button(command, iconName, label) {
    return h('button', { type: 'button', class: 'icon-button', 'data-name': command, 'aria-label': label, on: { click: () => this.tell('sf-command', command) } }, icon(iconName));
  }
}

define('sf-header', HeaderElement);
