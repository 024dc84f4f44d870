import { h } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';

/** @type {readonly {symbol: string, name: string}[]} */
export const REACTIONS = Object.freeze([
  { symbol: '👍', name: 'Thumbs up' },
  { symbol: '👏', name: 'Applause' },
  { symbol: '❤️', name: 'Heart' },
  { symbol: '😂', name: 'Laughing' },
  { symbol: '🎉', name: 'Celebration' },
  { symbol: '🤔', name: 'Thinking' },
]);

/** More at once would hide the call. */
const MOST_FLYING = 24;
const FLIGHT_MS = 3600;

/**
 * Reactions that float up over the stage.
 */
export class ReactionsElement extends PageElement {
  #flown = 0;

  /** @override */
  build() {
    this.setAttribute('aria-hidden', 'true');
  }

  /**
   * @param {string} symbol one of {@link REACTIONS}; another one is not shown, as it may be any text
   * @param {string} name who
   */
  fly(symbol, name) {
    if (!REACTIONS.some((reaction) => reaction.symbol === symbol) || this.childElementCount >= MOST_FLYING) return;
    this.#flown += 1;
    const element = h('span', { class: 'flying', 'data-lane': this.#flown % 5 }, h('span', { class: 'flying-symbol' }, symbol), h('span', { class: 'flying-name' }, name));
    this.append(element);
    setTimeout(() => element.remove(), FLIGHT_MS);
  }
}

/**
 * The small bar in which one picks a reaction; `Escape`, another press or leaving it closes it.
 */
export class ReactionPickerElement extends PageElement {
  #list = h('div', { class: 'picker-list' });

  /** @override */
  build() {
    this.hidden = true;
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'Reactions');
    this.append(this.#list);
    this.#list.append(...REACTIONS.map(({ symbol, name }) => h('button', { type: 'button', 'aria-label': name, on: { click: () => this.tell('sf-reaction', symbol) } }, symbol)));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.hidden = true;
    });
  }

  get isOpen() {
    return !this.hidden;
  }

  open() {
    this.hidden = false;
    this.querySelector('button')?.focus();
  }

  close() {
    this.hidden = true;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...this.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }
}

define('sf-reactions', ReactionsElement);
define('sf-reaction-picker', ReactionPickerElement);
