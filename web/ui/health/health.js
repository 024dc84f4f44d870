import { bitrate, displayName, milliseconds, percent } from '../model/format.js';
import { limitationText, qualityText } from '../model/connection-text.js';
import { h, keyed, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { qualityBars } from '../kit/icons.js';

/**
 * @typedef {import('../../sdk/quality/types.js').Health} Health
 * @typedef {import('../../sdk/quality/types.js').LinkHealth} LinkHealth
 *
 * @typedef {object} HealthView
 * @property {Health | null} health
 * @property {ReadonlyMap<string, {name: string, receiving: string, bitrate: number | null}>} people by participant id: the name, the size of their
 *   picture such as `1280 × 720, 30 fps`, and what arrives from them, bit/s
 * @property {'mesh' | 'sfu' | null} topology
 */

/**
 * How well the call does: one sentence for everybody, and the numbers for whoever is asked for them by a support desk.
 */
export class HealthElement extends PageElement {
  /** @type {HealthView | null} */
  #view = null;
  #score = h('div', { class: 'health-score' }, qualityBars());
  #level = h('p', { class: 'health-level' });
  #sentence = h('p', { class: 'health-sentence' });
  #path = h('span', {});
  #totals = facts(['You send', 'You receive', 'Your picture', 'Media path']);
  #people = h('ul', { class: 'health-people', 'aria-label': 'Connection to each person' });

  /** @param {HealthView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** @override */
  build() {
    this.append(
      h('div', { class: 'health-scroll', tabindex: '0', role: 'group', 'aria-label': 'Numbers of this call' },
        h('div', { class: 'health-sum' }, this.#score, h('div', {}, this.#level, this.#sentence)),
        this.#totals.element, this.#people, h('p', { class: 'health-note' }, this.#path)));
  }

  /** @override */
  update() {
    const { health, people, topology } = this.#view ?? { health: null, people: new Map(), topology: null };
    const quality = qualityText(health?.level);
    this.#score.dataset['bars'] = String(quality.bars);
    this.#score.dataset['level'] = health?.level ?? 'unknown';
    setText(this.#level, health?.broken ? (health.broken === 'signal' ? 'Server not reachable' : 'Picture and sound interrupted') : quality.text);
    setText(this.#sentence, sentence(health));
    this.#totals.set('You send', bitrate(health?.sending.bitrate));
    this.#totals.set('You receive', bitrate(health?.receiving.bitrate));
    this.#totals.set('Your picture', picture(health?.sending));
    this.#totals.set('Media path', pathName(health?.path));
    keyed(this.#people, health?.links ?? [], { key: (link) => link.participant, create: makeLink, update: (row, link) => updateLink(row, link, people.get(link.participant)) });
    setText(this.#path, topology === 'sfu' ? 'Picture and sound travel through the server of this meeting.' : 'Picture and sound travel between the browsers, encrypted from end to end.');
  }
}

/**
 * @param {Health | null} health
 * @returns {string}
 */
function sentence(health) {
  if (!health || health.links.length === 0) return health?.broken === 'signal' ? health.message : 'The connection is measured as soon as somebody else is here.';
  return health.broken === null ? limitationText(health.limitation) || health.message : health.message;
}

/**
 * @param {'direct' | 'relayed' | 'unknown' | undefined} path
 * @returns {string}
 */
function pathName(path) {
  return path === 'direct' ? 'Direct' : path === 'relayed' ? 'Relayed' : '–';
}

/**
 * @param {{width: number | null, height: number | null, frameRate: number | null} | undefined} flow
 * @returns {string}
 */
function picture(flow) {
  if (!flow?.width || !flow.height) return '–';
  return `${flow.width} × ${flow.height}${flow.frameRate ? `, ${Math.round(flow.frameRate)} fps` : ''}`;
}

/**
 * @param {readonly string[]} names
 */
function facts(names) {
  const values = new Map(names.map((name) => [name, h('dd', { class: 'numbers' }, '–')]));
  const element = h('dl', { class: 'facts' }, ...names.map((name) => h('div', {}, h('dt', {}, name), values.get(name))));
  const set = (/** @type {string} */ name, /** @type {string} */ text) => {
    const value = values.get(name);
    if (value) setText(value, text);
  };
  return { element, set };
}

/** @type {WeakMap<HTMLElement, ReturnType<typeof facts>>} */
const linkFacts = new WeakMap();

/** @returns {HTMLLIElement} */
function makeLink() {
  const numbers = facts(['Round trip', 'Loss', 'Jitter', 'Arriving', 'Picture', 'Path']);
  const row = h('li', { class: 'health-link' }, h('div', { class: 'health-who' }, h('strong', {}), h('span', { class: 'health-quality' }, qualityBars(), h('span', {}))), numbers.element);
  linkFacts.set(row, numbers);
  return row;
}

/**
 * @param {HTMLElement} row
 * @param {LinkHealth} link
 * @param {{name: string, receiving: string, bitrate: number | null} | undefined} person
 */
function updateLink(row, link, person) {
  const quality = qualityText(link.quality.level);
  const mark = /** @type {HTMLElement} */ (row.querySelector('.health-quality'));
  setText(row.querySelector('strong') ?? row, displayName(person?.name ?? ''));
  mark.dataset['bars'] = String(quality.bars);
  mark.dataset['level'] = link.quality.level;
  setText(mark.lastElementChild ?? mark, link.state === 'connected' ? quality.text : 'Connecting…');
  const numbers = linkFacts.get(row);
  numbers?.set('Round trip', link.rtt === null ? '–' : milliseconds(link.rtt * 1000));
  numbers?.set('Loss', percent(link.loss));
  numbers?.set('Jitter', link.jitter === null ? '–' : milliseconds(link.jitter * 1000));
  numbers?.set('Arriving', bitrate(person?.bitrate));
  numbers?.set('Picture', person?.receiving || '–');
  numbers?.set('Path', way(link));
}

/**
 * @param {LinkHealth} link
 * @returns {string}
 */
function way({ candidateTypes, protocol }) {
  if (!candidateTypes) return '–';
  const relayed = candidateTypes.local === 'relay' || candidateTypes.remote === 'relay';
  return [relayed ? 'Relayed' : 'Direct', protocol ? protocol.toUpperCase() : ''].filter(Boolean).join(', ');
}

define('sf-health', HealthElement);
