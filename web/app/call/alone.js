import { fill, h } from '../../ui/kit/dom.js';
import { icon } from '../../ui/kit/icons.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 */

/**
 * What somebody sees while nobody else is there: for a host the link to send, for a guest that they are at the right place.
 */
export class Alone {
  #call;
  #shown = '';

  /** @param {CallController} call */
  constructor(call) {
    this.#call = call;
  }

  render() {
    const { element, room, actions } = this.#call;
    const alone = room.participants.size === 0;
    element.alone.hidden = !alone;
    const kind = !alone ? '' : actions.canInvite ? 'host' : 'guest';
    if (kind === this.#shown) return;
    this.#shown = kind;
    if (kind === 'guest') fill(element.alone, h('h2', {}, 'You are the first one here'), h('p', {}, 'The others are on their way. You will see and hear them as soon as they come in.'));
    if (kind === 'host') void this.#showLink();
  }

  async #showLink() {
    const { element, actions } = this.#call;
    const text = h('span', { class: 'link-text' });
    fill(element.alone, h('h2', {}, 'Your room is ready'), h('p', {}, 'Send this link to the people you want to meet. They need nothing but a browser.'),
      h('div', { class: 'link-row' }, text, h('button', { type: 'button', class: 'button primary small', on: { click: () => void actions.copyInvite() } }, icon('copy'), 'Copy link')));
    text.textContent = (await actions.inviteLink()).replace(/^https?:\/\//u, '');
  }
}
