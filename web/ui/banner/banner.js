import { h, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, swapIcon } from '../kit/icons.js';

/**
 * @typedef {object} BannerView
 * @property {'signal' | 'media' | 'both'} kind
 * @property {string} title
 * @property {string} text
 */

/** Which connection is broken, across the top of the call, for as long as it is. */
export class BannerElement extends PageElement {
  /** @type {BannerView | null} */
  #view = null;
  #title = h('strong', {});
  #text = h('span', {});
  #box = h('div', { class: 'banner' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), h('span', { class: 'banner-icon' }, icon('offline')), h('p', {}, this.#title, ' ', this.#text));

  /** @param {BannerView | null} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** @override */
  build() {
    this.setAttribute('role', 'status');
    this.#box.hidden = true;
    this.append(this.#box);
  }

  /** @override */
  update() {
    const view = this.#view;
    this.#box.hidden = view === null;
    if (!view) return;
    this.#box.dataset['kind'] = view.kind;
    swapIcon(this.#box.querySelector('.banner-icon') ?? this.#box, view.kind === 'media' ? 'camera-off' : 'offline');
    setText(this.#title, view.title);
    setText(this.#text, view.text);
  }
}

define('sf-banner', BannerElement);
