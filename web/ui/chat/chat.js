import { clock, displayName } from '../model/format.js';
import { linkify } from '../model/linkify.js';
import { h, setAttribute } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon } from '../kit/icons.js';

/**
 * @typedef {object} ChatLine
 * @property {string} id
 * @property {string} author participant id
 * @property {string} name
 * @property {boolean} isLocal
 * @property {string} text
 * @property {number} at milliseconds since 1970
 */

/** As long as the server lets a message be. */
export const LONGEST_MESSAGE = 4000;
/** Older lines are dropped from the page, so that a chat flood cannot fill the memory of a phone. */
export const MOST_LINES = 500;
/** Lines of one author within this time stand under one name. */
const SAME_BREATH_MS = 120_000;

/**
 * The chat. Says `sf-send` with the text. What people write becomes text nodes, and links are made by hand.
 */
export class ChatElement extends PageElement {
  /** @type {ChatLine[]} */
  #lines = [];
  #empty = h('div', { class: 'chat-empty' }, icon('chat'), h('p', {}, 'No one has written yet.'), h('p', {}, 'What you write here is seen by everyone who is in the call now, and is gone when it ends.'));
  #log = h('div', { class: 'chat-log', role: 'log', 'aria-label': 'Chat history', tabindex: '0' });
  #input = /** @type {HTMLTextAreaElement} */ (h('textarea', {
    class: 'input', rows: '1', 'aria-label': 'Message', placeholder: 'Write to everyone', maxlength: LONGEST_MESSAGE, enterkeyhint: 'send', autocomplete: 'off',
  }));
  #send = h('button', { type: 'submit', class: 'icon-button chat-send', 'aria-label': 'Send' }, icon('send'));

  /** @override */
  build() {
    this.append(this.#empty, this.#log, h('form', { class: 'chat-form', on: { submit: (/** @type {Event} */ event) => this.#submit(event) } }, this.#input, this.#send));
    this.#input.addEventListener('keydown', (event) => {
      // While an input method composes a word, Enter belongs to it.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.#submit(event);
    });
    this.#input.addEventListener('input', () => this.#grow());
    this.#grow();
  }

  /** @param {ChatLine} line */
  add(line) {
    const nearEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 80;
    const previous = this.#lines[this.#lines.length - 1];
    const follows = previous !== undefined && previous.author === line.author && line.at - previous.at < SAME_BREATH_MS;
    this.#lines.push(line);
    this.#log.append(row(line, follows));
    while (this.#lines.length > MOST_LINES) {
      this.#lines.shift();
      this.#log.firstElementChild?.remove();
    }
    this.#empty.hidden = true;
    if (nearEnd || line.isLocal) this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Puts the cursor where one writes, and shows the newest line. */
  enter() {
    this.#input.focus();
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /**
   * Why the last message did not go out; the text stays in the field.
   * @param {string} text
   */
  failed(text) {
    this.#input.value = text;
    this.#grow();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (text === '') return;
    this.#input.value = '';
    this.#grow();
    this.tell('sf-send', text);
  }

  #grow() {
    this.#input.rows = Math.min(5, Math.max(1, this.#input.value.split('\n').length));
    setAttribute(this.#send, 'aria-disabled', this.#input.value.trim() === '' ? 'true' : 'false');
  }
}

/**
 * @param {ChatLine} line
 * @param {boolean} follows
 * @returns {HTMLElement}
 */
function row(line, follows) {
  const text = h('p', { class: 'chat-text', dir: 'auto' }, ...linkify(line.text).map((piece) => (piece.type === 'link'
    ? h('a', { href: piece.href, target: '_blank', rel: 'noopener noreferrer' }, piece.text)
    : piece.text)));
  const name = line.isLocal ? 'You' : displayName(line.name);
  return h('div', { class: 'chat-line', 'data-own': line.isLocal, 'data-follows': follows },
    h('p', { class: follows ? 'only-spoken' : 'chat-head' }, h('strong', {}, name), ' ', h('time', { datetime: new Date(line.at).toISOString() }, clock(line.at))),
    text);
}

define('sf-chat', ChatElement);
