import { displayName, initials } from '../../ui/model/format.js';
import { isOn } from '../../ui/model/call-views.js';
import { fill, h, setAttribute, setText } from '../../ui/kit/dom.js';
import { icon, swapIcon } from '../../ui/kit/icons.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 * @typedef {import('../../sdk/index.js').Track} Track
 * @typedef {{requestWindow: (options: {width: number, height: number}) => Promise<Window>}} DocumentPip
 */

/**
 * The call in a small window above all others: a document with buttons where the browser can (Chromium), else the large picture alone.
 */
export class PictureInPicture {
  #call;
  /** @type {Window | null} */
  #window = null;
  /** @type {Track | null} */
  #track = null;
  #video = /** @type {HTMLVideoElement} */ (h('video', { autoplay: true, playsinline: true }));
  #face = h('div', { class: 'pip-face' });
  #name = h('span', { class: 'pip-name' });
  #microphone = h('button', { type: 'button', class: 'pip-button', on: { click: () => void this.#call.actions.run('microphone') } }, icon('microphone'));
  #camera = h('button', { type: 'button', class: 'pip-button', on: { click: () => void this.#call.actions.run('camera') } }, icon('camera'));
  #hangUp = h('button', { type: 'button', class: 'pip-button pip-hang-up', 'aria-label': 'Leave', on: { click: () => void this.#call.actions.run('leave') } }, icon('leave'));

  /** @param {CallController} call */
  constructor(call) {
    this.#call = call;
    this.#video.muted = true;
  }

  /** @returns {DocumentPip | null} */
  get #documentPip() {
    return /** @type {{documentPictureInPicture?: DocumentPip}} */ (/** @type {unknown} */ (window)).documentPictureInPicture ?? null;
  }

  get possible() {
    // A frame may not open a window of its own.
    return (this.#documentPip !== null && parent === window) || document.pictureInPictureEnabled === true;
  }

  async toggle() {
    try {
      if (this.#window) this.#window.close();
      else if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else if (this.#documentPip && parent === window) await this.#openDocument(this.#documentPip);
      else await this.#call.prominent.video?.requestPictureInPicture();
    } catch {
      this.#call.notices.show({ key: 'pip', title: 'Picture in picture did not open', text: 'There has to be a picture first.', icon: 'pip' });
    }
  }

  close() {
    this.#window?.close();
    if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(() => {});
  }

  render() {
    if (!this.#window) return;
    const { owner, track } = this.#call.prominent;
    const own = this.#call.room.localParticipant;
    if (track !== this.#track) {
      this.#track?.detach(this.#video);
      this.#track = track;
      track?.attach(this.#video);
    }
    this.#video.hidden = track === null;
    setText(this.#face, initials(displayName(owner.name)));
    setText(this.#name, owner.isLocal ? 'You' : displayName(owner.name));
    press(this.#microphone, isOn(own, 'microphone'), 'microphone', ['Mute microphone', 'Unmute microphone']);
    press(this.#camera, isOn(own, 'camera'), 'camera', ['Turn camera off', 'Turn camera on']);
  }

  /** @param {DocumentPip} pip */
  async #openDocument(pip) {
    const small = await pip.requestWindow({ width: 400, height: 280 });
    this.#window = small;
    const { document: page } = small;
    page.documentElement.dataset['theme'] = document.documentElement.dataset['theme'] ?? 'dark';
    page.documentElement.lang = document.documentElement.lang;
    page.title = document.title;
    for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) page.head.append(sheet.cloneNode());
    page.body.className = 'pip';
    fill(page.body, this.#face, this.#video, this.#name, h('div', { class: 'pip-bar' }, this.#microphone, this.#camera, this.#hangUp));
    small.addEventListener('pagehide', () => {
      this.#track?.detach(this.#video);
      this.#track = null;
      this.#window = null;
    });
    this.render();
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {boolean} on
 * @param {string} name
 * @param {readonly [on: string, off: string]} labels
 */
function press(button, on, name, labels) {
  swapIcon(button, on ? name : `${name}-off`);
  setAttribute(button, 'aria-label', on ? labels[0] : labels[1]);
  setAttribute(button, 'data-on', on ? 'true' : 'false');
}
