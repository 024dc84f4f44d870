import { stage } from '../model/stage.js';
import { h, keyed, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon } from '../kit/icons.js';
import '../tile/tile.js';

/**
 * @typedef {import('../tile/tile.js').TileElement} TileElement
 * @typedef {import('../tile/tile.js').TileView} TileView
 * @typedef {import('../model/stage.js').Place} Place
 */

/**
 * @typedef {object} StageView
 * @property {readonly import('../model/tiles.js').TilePerson[]} people
 * @property {ReadonlyMap<string, TileView>} tiles by key; every tile that could be shown
 * @property {string | null} pinned
 * @property {'auto' | 'grid' | 'speaker'} preference
 * @property {boolean} hideSelf
 */

/**
 * Where all pictures are. It measures itself, asks `model/stage.js` for the places, and moves the tiles there.
 * Says `sf-more-people` when somebody wants to see who has no place.
 */
export class StageElement extends PageElement {
  /** @type {StageView | null} */
  #view = null;
  #page = 0;
  #tiles = h('div', { class: 'tiles' });
  #hidden = h('button', { type: 'button', class: 'stage-more', on: { click: () => this.tell('sf-more-people') } });
  #position = h('span', { class: 'numbers', 'aria-live': 'polite' });
  #pager = h('div', { class: 'stage-pager', role: 'group', 'aria-label': 'Pages of people' },
    h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Previous people', on: { click: () => this.#turn(-1) } }, icon('chevron-left')),
    this.#position,
    h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Next people', on: { click: () => this.#turn(1) } }, icon('chevron-right')));

  /** @param {StageView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** @returns {TileElement[]} those on this page, in order */
  get tiles() {
    return /** @type {TileElement[]} */ (Array.from(this.#tiles.children));
  }

  /**
   * @param {string} key
   * @returns {TileElement | null}
   */
  tile(key) {
    return this.tiles.find((tile) => tile.key === key) ?? null;
  }

  /** @override */
  build() {
    this.append(this.#tiles, this.#hidden, this.#pager);
  }

  /** @override */
  attach(/** @type {AbortSignal} */ signal) {
    const observer = new ResizeObserver(() => this.update());
    observer.observe(this.#tiles);
    signal.addEventListener('abort', () => observer.disconnect());
    this.addEventListener('sf-picture-resized', () => this.changed(), { signal });
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    const { clientWidth: width, clientHeight: height } = this.#tiles;
    const staged = stage({ ...view, width, height, page: this.#page, gap: width < 600 ? 8 : 12, ratios: this.#ratios(view) });
    this.#page = staged.page;
    this.dataset['arrangement'] = staged.arrangement;
    keyed(this.#tiles, staged.places, {
      key: (place) => place.tile.key,
      create: () => /** @type {TileElement} */ (document.createElement('sf-tile')),
      update: (tile, place) => this.#put(tile, place, view),
    });
    this.#hidden.hidden = staged.arrangement !== 'speaker' || staged.hidden === 0;
    setText(this.#hidden, `${staged.hidden} more`);
    const main = staged.places[0];
    if (main) this.#move(this.#hidden, { right: width - main.x - main.width + 10, bottom: height - main.y - main.height + 10 });
    this.#pager.hidden = staged.pages < 2;
    setText(this.#position, `${staged.page + 1} of ${staged.pages}`);
  }

  /**
   * @param {TileElement} tile
   * @param {Place} place
   * @param {StageView} view
   */
  #put(tile, place, view) {
    tile.dataset['part'] = place.part;
    this.#move(tile, { left: place.x, top: place.y, width: place.width, height: place.height });
    const tileView = view.tiles.get(place.tile.key);
    if (tileView) tile.view = tileView;
  }

  /**
   * Through the object model, which the Content-Security-Policy allows; written only when different, so that nothing is laid out in vain.
   * @param {HTMLElement} element
   * @param {Record<string, number>} pixels
   */
  #move({ style }, pixels) {
    for (const [name, value] of Object.entries(pixels)) {
      const text = `${value}px`;
      if (style.getPropertyValue(name) !== text) style.setProperty(name, text);
    }
  }

  /**
   * The shapes of the pictures: of those that play what plays, of the others what was announced.
   * @param {StageView} view
   * @returns {Map<string, number>}
   */
  #ratios(view) {
    /** @type {Map<string, number>} */
    const ratios = new Map();
    for (const [key, { track }] of view.tiles) {
      const video = this.tile(key)?.video;
      const size = track === null ? null : video?.videoWidth ? { width: video.videoWidth, height: video.videoHeight } : track.dimensions;
      if (size && size.height > 0) ratios.set(key, size.width / size.height);
    }
    return ratios;
  }

  /** @param {number} by */
  #turn(by) {
    this.#page += by;
    this.update();
  }
}

define('sf-stage', StageElement);
