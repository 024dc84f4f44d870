import { fill, h, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, mark } from '../kit/icons.js';

/**
 * @typedef {object} ScreenAction
 * @property {string} text
 * @property {() => void} run
 * @property {'primary' | 'outline' | 'quiet'} [look]
 *
 * @typedef {object} ScreenView
 * @property {string} icon
 * @property {'calm' | 'warm' | 'alarm'} tone
 * @property {string} title
 * @property {string} text
 * @property {boolean} [busy] something is under way
 * @property {string} [note] a smaller line below
 * @property {readonly ScreenAction[]} [actions]
 */

/**
 * A whole screen with one thing to say: waiting, an error, the end.
 */
export class ScreenElement extends PageElement {
  /** @type {ScreenView | null} */
  #view = null;
  #icon = h('div', { class: 'screen-icon' });
  #title = h('h1', { tabindex: '-1' });
  #text = h('p', { class: 'screen-text' });
  #note = h('p', { class: 'screen-note' });
  #actions = h('div', { class: 'screen-actions' });
  #extra = h('div', { class: 'screen-extra' });

  /** @param {ScreenView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** Where a page adds what belongs to its screen: a preview while waiting, a recording to save at the end. */
  get extra() {
    return this.#extra;
  }

  /** Puts the reading position to the new screen. */
  enter() {
    this.#title.focus();
  }

  /** @override */
  build() {
    this.append(h('div', { class: 'screen-card' }, this.#icon, this.#title, this.#text, this.#note, this.#actions, this.#extra),
      h('p', { class: 'screen-brand' }, mark(), h('span', {}, 'SaleFlow Calls')));
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    this.dataset['tone'] = view.tone;
    this.#icon.toggleAttribute('data-busy', view.busy === true);
    fill(this.#icon, icon(view.icon));
    setText(this.#title, view.title);
    setText(this.#text, view.text);
    setText(this.#note, view.note ?? '');
    this.#note.hidden = !view.note;
    fill(this.#actions, ...(view.actions ?? []).map(({ text, run, look = 'primary' }) => h('button', { type: 'button', class: `button large ${look}`, on: { click: run } }, text)));
  }
}

define('sf-screen', ScreenElement);
