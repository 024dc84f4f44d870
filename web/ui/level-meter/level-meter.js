import { h } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';

const BARS = 12;

/**
 * How loud the microphone is. Decorative for screen readers: a number that changes 20 times a second is no use to them, and
 * "silent" is said in words elsewhere.
 */
export class LevelMeterElement extends PageElement {
  #bars = Array.from({ length: BARS }, () => h('i', {}));
  #lit = -1;

  /** @override */
  build() {
    this.setAttribute('aria-hidden', 'true');
    this.append(...this.#bars);
  }

  /** @param {number} level 0 to 1 */
  set level(level) {
    // A square root, because a normal voice uses the lower third of the scale.
    const lit = Math.round(Math.sqrt(Math.min(1, Math.max(0, level))) * BARS);
    if (lit === this.#lit) return;
    this.#lit = lit;
    for (const [index, bar] of this.#bars.entries()) bar.toggleAttribute('data-lit', index < lit);
  }
}

define('sf-level-meter', LevelMeterElement);
