import { h, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon } from '../kit/icons.js';

/**
 * @typedef {object} Toast
 * @property {string} key one of a key at a time; a newer one takes the place of the older
 * @property {string} title
 * @property {string} [text]
 * @property {string} [icon]
 * @property {'plain' | 'warm' | 'alarm'} [tone]
 * @property {number | null} [seconds] until it goes by itself; null: never. 6 by default
 * @property {readonly {text: string, label?: string, look?: 'primary' | 'quiet', run: () => void}[]} [actions]
 */

/**
 * Short notices above the call. They wait while a pointer or the focus is on them, so that nobody has to hurry.
 */
export class ToastsElement extends PageElement {
  /** @type {Map<string, {element: HTMLElement, timer: ReturnType<typeof setTimeout> | undefined}>} */
  #shown = new Map();

  /** @override */
  build() {
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'Notices');
  }

  /** @param {Toast} toast */
  show(toast) {
    this.dismiss(toast.key);
    const { key, title, text = '', tone = 'plain', seconds = 6, actions = [] } = toast;
    const timer = { current: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined) };
    const element = h('div', { class: 'toast', 'data-tone': tone, role: tone === 'alarm' ? 'alert' : 'status' },
      toast.icon ? icon(toast.icon) : null,
      h('div', { class: 'toast-text' }, h('strong', {}, title), text === '' ? null : h('p', {}, text)),
      ...actions.map(({ text: word, label, look = 'primary', run }) => h('button', { type: 'button', class: `button small ${look}`, 'aria-label': label, on: { click: () => {
        this.dismiss(key);
        run();
      } } }, word)),
      h('button', { type: 'button', class: 'icon-button toast-close', 'aria-label': 'Dismiss', on: { click: () => this.dismiss(key) } }, icon('close')));
    const hold = () => clearTimeout(timer.current);
    const go = () => {
      hold();
      if (seconds !== null) timer.current = setTimeout(() => this.dismiss(key), seconds * 1000);
    };
    for (const type of ['pointerenter', 'focusin']) element.addEventListener(type, hold);
    for (const type of ['pointerleave', 'focusout']) element.addEventListener(type, go);
    this.#shown.set(key, { element, timer: undefined });
    this.append(element);
    while (this.childElementCount > 4) this.firstElementChild?.remove();
    go();
  }

  /**
   * @param {string} key
   * @param {string} title
   */
  retitle(key, title) {
    const strong = this.#shown.get(key)?.element.querySelector('strong');
    if (strong) setText(strong, title);
  }

  /** @param {string} key */
  dismiss(key) {
    this.#shown.get(key)?.element.remove();
    this.#shown.delete(key);
  }
}

define('sf-toasts', ToastsElement);
