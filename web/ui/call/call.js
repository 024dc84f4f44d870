import { h, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon } from '../kit/icons.js';
import '../announcer/announcer.js';
import '../audio/audio.js';
import '../banner/banner.js';
import '../chat/chat.js';
import '../controls/controls.js';
import '../header/header.js';
import '../health/health.js';
import '../people/people.js';
import '../reactions/reactions.js';
import '../settings/settings.js';
import '../stage/stage.js';
import '../toasts/toasts.js';

/**
 * @typedef {'chat' | 'people' | 'health'} Panel
 */

/** @type {Readonly<Record<Panel, string>>} */
const TITLES = Object.freeze({ chat: 'Chat', people: 'People', health: 'Call health' });

/** Narrower than this, or this low, the page is a phone's. */
export const COMPACT = '(max-width: 700px), (max-height: 480px)';

/**
 * The call's frame: header, stage, panel and dock, each an element of its own that the page's call controller feeds. Only what lies between them is
 * done here: which panel is open, and where the focus goes.
 */
export class CallElement extends PageElement {
  header = /** @type {import('../header/header.js').HeaderElement} */ (document.createElement('sf-header'));
  banner = /** @type {import('../banner/banner.js').BannerElement} */ (document.createElement('sf-banner'));
  stage = /** @type {import('../stage/stage.js').StageElement} */ (document.createElement('sf-stage'));
  audio = /** @type {import('../audio/audio.js').AudioElement} */ (document.createElement('sf-audio'));
  reactions = /** @type {import('../reactions/reactions.js').ReactionsElement} */ (document.createElement('sf-reactions'));
  picker = /** @type {import('../reactions/reactions.js').ReactionPickerElement} */ (document.createElement('sf-reaction-picker'));
  toasts = /** @type {import('../toasts/toasts.js').ToastsElement} */ (document.createElement('sf-toasts'));
  controls = /** @type {import('../controls/controls.js').ControlsElement} */ (document.createElement('sf-controls'));
  chat = /** @type {import('../chat/chat.js').ChatElement} */ (document.createElement('sf-chat'));
  people = /** @type {import('../people/people.js').PeopleElement} */ (document.createElement('sf-people'));
  health = /** @type {import('../health/health.js').HealthElement} */ (document.createElement('sf-health'));
  settings = /** @type {import('../settings/settings.js').SettingsElement} */ (document.createElement('sf-settings'));
  announcer = /** @type {import('../announcer/announcer.js').AnnouncerElement} */ (document.createElement('sf-announcer'));

  /** @type {Panel | null} */
  #panel = null;
  /** @type {HTMLElement | null} */
  #opener = null;
  #panelTitle = h('h2', {});
  #panelBox = h('aside', { class: 'call-panel', hidden: true },
    h('div', { class: 'panel-head' }, this.#panelTitle, h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close panel', on: { click: () => this.open(null) } }, icon('close'))),
    this.chat, this.people, this.health);
  #alone = h('div', { class: 'call-alone', hidden: true });
  #unblock = h('div', { class: 'call-unblock', hidden: true },
    h('button', { type: 'button', class: 'button primary large', on: { click: () => this.tell('sf-unblock') } }, icon('speaker'), 'Turn the sound on'),
    h('p', {}, 'Your browser waits for a tap before it plays the others.'));
  #main = h('main', { class: 'call-main' }, h('div', { class: 'call-stage' }, this.stage, this.#alone, this.reactions, this.toasts, this.#unblock));
  #foot = h('footer', { class: 'call-foot' }, this.picker, this.controls);

  /** The open panel. */
  get panel() {
    return this.#panel;
  }

  /** What to show while nobody else is there; empty: nothing. */
  get alone() {
    return this.#alone;
  }

  /** @param {boolean} blocked the browser plays no sound before a gesture */
  set blocked(blocked) {
    this.#unblock.hidden = !blocked;
  }

  get compact() {
    return matchMedia(COMPACT).matches;
  }

  /** @override */
  build() {
    this.append(this.banner, this.header, h('div', { class: 'call-middle' }, this.#main, this.#panelBox), this.#foot, this.audio, this.settings, this.announcer);
  }

  /** @override */
  attach(/** @type {AbortSignal} */ signal) {
    matchMedia(COMPACT).addEventListener('change', () => this.#cover(), { signal });
  }

  /**
   * Opens a panel, or closes it with null. The focus goes into it, and back to where it came from.
   * @param {Panel | null} panel
   * @param {{focus?: boolean}} [options]
   */
  open(panel, options = {}) {
    const focus = options.focus ?? true;
    if (panel === this.#panel) return;
    const focused = document.activeElement;
    if (panel !== null && this.#panel === null) this.#opener = focused instanceof HTMLElement ? focused : null;
    const held = this.#panelBox.contains(focused);
    this.#panel = panel;
    this.#panelBox.hidden = panel === null;
    this.toggleAttribute('data-panel', panel !== null);
    for (const name of /** @type {const} */ (['chat', 'people', 'health'])) this[name].toggleAttribute('hidden', name !== panel);
    if (panel) {
      setText(this.#panelTitle, TITLES[panel]);
      this.#panelBox.setAttribute('aria-label', TITLES[panel]);
    }
    this.#cover();
    this.tell('sf-panel', panel);
    if (panel === 'chat' && focus) this.chat.enter();
    else if (panel && focus) this.#panelBox.querySelector('button')?.focus();
    else if (!panel && held) this.#giveBack();
  }

  /** On a phone the panel covers the call, which then is neither to be clicked nor read. */
  #cover() {
    const covered = this.compact && this.#panel !== null;
    for (const element of [this.#main, this.#foot, this.header]) element.toggleAttribute('inert', covered);
    this.tell('sf-compact');
  }

  #giveBack() {
    if (this.#opener?.isConnected) this.#opener.focus();
    else this.controls.button('more')?.focus();
    this.#opener = null;
  }
}

define('sf-call', CallElement);
