import { h } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';

/**
 * Tells screen readers what others see happen: joins, chat, hands. Two live regions, for what can wait and what cannot.
 * Each text is its own child, so that two equal ones in a row are both read.
 */
export class AnnouncerElement extends PageElement {
  #polite = h('div', { role: 'status', 'aria-live': 'polite' });
  #assertive = h('div', { role: 'alert', 'aria-live': 'assertive' });

  /** @override */
  build() {
    this.classList.add('only-spoken');
    this.append(this.#polite, this.#assertive);
  }

  /**
   * @param {string} text
   * @param {{urgent?: boolean}} [options]
   */
  say(text, options = {}) {
    const region = options.urgent ? this.#assertive : this.#polite;
    const line = h('p', {}, text);
    region.append(line);
    setTimeout(() => line.remove(), 10_000);
  }
}

define('sf-announcer', AnnouncerElement);
