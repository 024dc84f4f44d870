import { h, keyed } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';

/**
 * @typedef {object} Voice
 * @property {string} key
 * @property {string} participantId
 * @property {string} identity
 * @property {'microphone' | 'screen_share_audio'} source
 * @property {import('../../sdk/index.js').Track} track
 */

/**
 * Plays what the others say. Apart from the tiles, so that somebody who has no tile on this page is still heard.
 */
export class AudioElement extends PageElement {
  /** @type {readonly Voice[]} */
  #voices = [];
  /** @type {WeakMap<HTMLElement, import('../../sdk/index.js').Track>} */
  #playing = new WeakMap();

  /** @param {readonly Voice[]} voices */
  set voices(voices) {
    const gone = this.#voices.filter((voice) => !voices.some((other) => other.key === voice.key && other.track === voice.track));
    for (const { track } of gone) this.#stop(track);
    this.#voices = voices;
    this.changed();
  }

  /** @override */
  detach() {
    for (const { track } of this.#voices) this.#stop(track);
  }

  /** @override */
  update() {
    keyed(this, this.#voices, {
      key: (voice) => voice.key,
      create: () => h('audio', { autoplay: true }),
      update: (element, voice) => {
        element.dataset['participantId'] = voice.participantId;
        element.dataset['identity'] = voice.identity;
        element.dataset['source'] = voice.source;
        if (this.#playing.get(element) === voice.track) return;
        this.#playing.set(element, voice.track);
        voice.track.attach(element);
      },
    });
  }

  /** @param {import('../../sdk/index.js').Track} track */
  #stop(track) {
    for (const element of this.querySelectorAll('audio')) {
      if (this.#playing.get(element) !== track) continue;
      track.detach(element);
      this.#playing.delete(element);
    }
  }
}

define('sf-audio', AudioElement);
