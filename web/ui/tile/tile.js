import { displayName, initials, shadeOf } from '../model/format.js';
import { fitFor } from '../model/layout.js';
import { qualityText } from '../model/connection-text.js';
import { h, setAttribute, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, qualityBars, swapIcon } from '../kit/icons.js';

/**
 * @typedef {object} TileView
 * @property {string} key
 * @property {string} participantId
 * @property {string} identity
 * @property {'camera' | 'screen_share'} source
 * @property {string} name
 * @property {boolean} isLocal
 * @property {boolean} mirrored
 * @property {import('../../sdk/index.js').Track | null} track the picture; null while there is none to show
 * @property {boolean} microphoneOff
 * @property {boolean} speaking
 * @property {import('../model/connection-text.js').Level | null} quality
 * @property {boolean} handRaised
 * @property {boolean} recording this person records the call
 * @property {boolean} pinned
 * @property {boolean} broken picture and sound are interrupted
 */

/** How many avatar colours there are in `tile.css`. */
export const SHADES = 8;

/**
 * One person or one shared screen. Says `sf-pin` with its key, `sf-fullscreen` with itself, and `sf-picture-resized` when the picture has a new shape.
 */
export class TileElement extends PageElement {
  /** @type {TileView | null} */
  #view = null;
  /** @type {import('../../sdk/index.js').Track | null} */
  #attached = null;
  #video = /** @type {HTMLVideoElement} */ (h('video', { autoplay: true, playsinline: true, 'aria-hidden': 'true', tabindex: '-1' }));
  #initials = h('span', { class: 'initials' });
  #name = h('span', { class: 'name' });
  #muted = h('span', { class: 'muted' }, icon('microphone-off'));
  #bars = h('span', { class: 'quality' }, qualityBars());
  #hand = h('span', { class: 'hand' }, icon('hand'));
  #record = h('span', { class: 'rec', title: 'Records this call' });
  #broken = h('div', { class: 'broken' }, h('span', { class: 'spinner' }), h('span', {}, 'Reconnecting picture and sound'));
  #pin = h('button', { type: 'button', class: 'tile-action', on: { click: () => this.tell('sf-pin', this.#view?.key) } }, icon('pin'));
  #full = h('button', { type: 'button', class: 'tile-action', on: { click: () => this.tell('sf-fullscreen', this) } }, icon('fullscreen'));

  /** @param {TileView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  get key() {
    return this.#view?.key ?? '';
  }

  /** The element that shows the picture, for full screen and picture in picture. */
  get video() {
    return this.#video;
  }

  /** @override */
  build() {
    this.setAttribute('role', 'group');
    // The sound comes from sf-audio; a video with sound would play it twice.
    this.#video.muted = true;
    this.append(
      h('div', { class: 'avatar', 'aria-hidden': 'true' }, this.#initials),
      this.#video,
      this.#broken,
      h('div', { class: 'tile-actions' }, this.#pin, this.#full),
      this.#hand,
      h('div', { class: 'plate', 'aria-hidden': 'true' }, this.#record, this.#muted, this.#name, this.#bars),
    );
  }

  /** @override */
  attach(/** @type {AbortSignal} */ signal) {
    const refit = () => {
      this.fit();
      this.tell('sf-picture-resized');
    };
    this.#video.addEventListener('resize', refit, { signal });
    this.#video.addEventListener('loadedmetadata', refit, { signal });
    this.addEventListener('dblclick', (event) => {
      if (!(event.target instanceof Element && event.target.closest('button'))) this.tell('sf-pin', this.key);
    }, { signal });
    this.addEventListener('pointerup', (event) => this.#touched(event), { signal });
  }

  /** @override */
  detach() {
    this.#show(null);
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    const name = displayName(view.name);
    const label = view.source === 'screen_share' ? `${view.isLocal ? 'Your' : `${name}’s`} screen` : view.isLocal ? `${name} (you)` : name;
    this.dataset['participantId'] = view.participantId;
    this.dataset['identity'] = view.identity;
    this.dataset['source'] = view.source;
    this.dataset['shade'] = String(shadeOf(view.identity, SHADES));
    for (const [state, on] of Object.entries({
      local: view.isLocal, mirrored: view.mirrored, speaking: view.speaking, pinned: view.pinned, picture: view.track !== null, raised: view.handRaised, broken: view.broken,
    })) this.toggleAttribute(`data-${state}`, on);
    setAttribute(this.#video, 'data-participant-id', view.participantId);
    setAttribute(this.#video, 'data-identity', view.identity);
    setAttribute(this.#video, 'data-source', view.source);
    setText(this.#initials, initials(name));
    setText(this.#name, view.isLocal && view.source === 'camera' ? 'You' : label);
    this.#muted.hidden = !view.microphoneOff || view.source === 'screen_share';
    this.#hand.hidden = !view.handRaised || view.source === 'screen_share';
    this.#record.hidden = !view.recording || view.source === 'screen_share';
    this.#bars.dataset['bars'] = String(qualityText(view.quality).bars);
    this.#bars.dataset['level'] = view.quality ?? 'unknown';
    this.#broken.hidden = !view.broken;
    setAttribute(this, 'aria-label', spoken(view, label));
    swapIcon(this.#pin, view.pinned ? 'pin-off' : 'pin');
    setAttribute(this.#pin, 'aria-label', `${view.pinned ? 'Unpin' : 'Pin'} ${label}`);
    setAttribute(this.#full, 'aria-label', `Show ${label} on the full screen`);
    this.#show(view.track);
    this.fit();
  }

  /** Decides anew whether the picture fills the tile or is shown whole; to be called when the tile changed its size. */
  fit() {
    const { videoWidth, videoHeight } = this.#video;
    const ratio = videoHeight > 0 ? videoWidth / videoHeight : 0;
    const tile = this.clientHeight > 0 ? this.clientWidth / this.clientHeight : 0;
    this.dataset['fit'] = fitFor(this.#view?.source ?? 'camera', ratio, tile);
  }

  /** @param {import('../../sdk/index.js').Track | null} track */
  #show(track) {
    if (track === this.#attached) return;
    this.#attached?.detach(this.#video);
    this.#attached = track;
    track?.attach(this.#video);
  }

  /**
   * A finger has no hover: a tap shows the tile's buttons for a while.
   * @param {PointerEvent} event
   */
  #touched(event) {
    if (event.pointerType === 'mouse' || (event.target instanceof Element && event.target.closest('button'))) return;
    const shown = this.toggleAttribute('data-touched');
    if (shown) setTimeout(() => this.removeAttribute('data-touched'), 4000);
  }
}

/**
 * @param {TileView} view
 * @param {string} label
 * @returns {string}
 */
function spoken(view, label) {
  const marks = view.source === 'screen_share' ? [] : [
    view.microphoneOff ? 'microphone off' : '',
    view.track === null ? 'camera off' : '',
    view.handRaised ? 'hand raised' : '',
    view.quality === 'poor' || view.quality === 'lost' ? qualityText(view.quality).text.toLowerCase() : '',
  ];
  return [label, ...marks.filter(Boolean)].join(', ');
}

define('sf-tile', TileElement);
