import { displayName, initials, shadeOf, count } from '../model/format.js';
import { qualityText } from '../model/connection-text.js';
import { h, keyed, setAttribute, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, qualityBars, swapIcon } from '../kit/icons.js';

/**
 * @typedef {import('../../sdk/room/types.js').Role} Role
 *
 * @typedef {object} PersonView
 * @property {string} id
 * @property {string} identity
 * @property {string} name
 * @property {boolean} isLocal
 * @property {Role} role
 * @property {boolean} microphoneOff
 * @property {boolean} cameraOff
 * @property {boolean} handRaised
 * @property {boolean} speaking
 * @property {boolean} reconnecting
 * @property {boolean} pinned
 * @property {import('../model/connection-text.js').Level | null} quality
 *
 * @typedef {object} PeopleView
 * @property {readonly PersonView[]} people
 * @property {readonly {id: string, name: string, identity: string}[]} waiting
 * @property {Role} role one's own
 * @property {boolean} locked
 * @property {boolean} lobby
 * @property {boolean} canInvite
 *
 * @typedef {{action: 'admit' | 'deny' | 'remove' | 'mute' | 'set_role' | 'lock' | 'lobby' | 'end', participant?: string, role?: Role, value?: boolean}} Moderation
 */

/**
 * Who is here, who waits, and what a host may do about it. Says `sf-moderate` with a {@link Moderation}, `sf-pin`, and `sf-invite`.
 */
export class PeopleElement extends PageElement {
  /** @type {PeopleView | null} */
  #view = null;
  #waitingTitle = h('h3', {});
  #waitingList = h('ul', {});
  #admitAll = h('button', { type: 'button', class: 'button small outline', on: { click: () => this.#admitEverybody() } }, 'Admit all');
  #waiting = h('section', { class: 'people-waiting' }, h('div', { class: 'people-head' }, this.#waitingTitle, this.#admitAll), this.#waitingList);
  #hereTitle = h('h3', {});
  #hereList = h('ul', {});
  #lock = toggle('Lock the meeting', 'Nobody new can come in', (value) => this.#moderate({ action: 'lock', value }));
  #lobby = toggle('Waiting room', 'Guests wait until you let them in', (value) => this.#moderate({ action: 'lobby', value }));
  #end = h('button', { type: 'button', class: 'button danger-quiet small', on: { click: () => this.#moderate({ action: 'end' }) } }, icon('leave'), 'End for everyone');
  #host = h('section', { class: 'people-host', 'aria-label': 'Host controls' }, this.#lock.element, this.#lobby.element, this.#end);
  #invite = h('button', { type: 'button', class: 'button outline wide', on: { click: () => this.tell('sf-invite') } }, icon('link'), 'Copy the guest link');

  /** @param {PeopleView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** @override */
  build() {
    this.append(h('div', { class: 'people-scroll', tabindex: '-1' }, this.#invite, this.#waiting, h('section', {}, h('div', { class: 'people-head' }, this.#hereTitle), this.#hereList)), this.#host);
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    const moderator = view.role === 'host' || view.role === 'cohost';
    this.#invite.hidden = !view.canInvite;
    this.#waiting.hidden = view.waiting.length === 0;
    this.#admitAll.hidden = view.waiting.length < 2;
    setText(this.#waitingTitle, `Waiting to come in · ${view.waiting.length}`);
    keyed(this.#waitingList, view.waiting, {
      key: (person) => person.id,
      create: (person) => this.#waitingRow(person),
      update: (row, person) => setText(row.querySelector('.person-name') ?? row, displayName(person.name)),
    });
    setText(this.#hereTitle, `In the call · ${view.people.length}`);
    this.#hereList.setAttribute('aria-label', count(view.people.length, 'person', 'people'));
    keyed(this.#hereList, view.people, {
      key: (person) => person.id,
      create: (person) => this.#row(person),
      update: (row, person) => this.#updateRow(row, person, view.role),
    });
    this.#host.hidden = !moderator;
    this.#end.hidden = view.role !== 'host';
    this.#lock.input.checked = view.locked;
    this.#lobby.input.checked = view.lobby;
  }

  /** @param {Moderation} moderation */
  #moderate(moderation) {
    this.tell('sf-moderate', moderation);
  }

  #admitEverybody() {
    for (const person of this.#view?.waiting ?? []) this.#moderate({ action: 'admit', participant: person.id });
  }

  /** @param {{id: string, name: string, identity: string}} person */
  #waitingRow({ id, name, identity }) {
    const shown = displayName(name);
    return h('li', { class: 'person' }, face(shown, identity), h('span', { class: 'person-name' }, shown),
      h('span', { class: 'person-acts' },
        h('button', { type: 'button', class: 'button small quiet', 'aria-label': `Deny ${shown}`, on: { click: () => this.#moderate({ action: 'deny', participant: id }) } }, 'Deny'),
        h('button', { type: 'button', class: 'button small primary', 'aria-label': `Admit ${shown}`, on: { click: () => this.#moderate({ action: 'admit', participant: id }) } }, 'Admit')));
  }

  /** @param {PersonView} person */
  #row({ id, name, identity }) {
    const act = (/** @type {string} */ text, /** @type {string} */ iconName, /** @type {string} */ key, /** @type {() => void} */ run) =>
      h('button', { type: 'button', 'data-act': key, on: { click: run } }, icon(iconName), h('span', {}, text));
    return h('li', { class: 'person' }, face(displayName(name), identity),
      h('div', { class: 'person-text' }, h('span', { class: 'person-name' }), h('span', { class: 'person-note' })),
      h('span', { class: 'person-marks' },
        h('span', { class: 'mark-hand', role: 'img', 'aria-label': 'Hand raised', hidden: true }, icon('hand')),
        h('span', { class: 'mark-quality', role: 'img' }, qualityBars()),
        h('span', { class: 'mark-camera', role: 'img' }, icon('camera')),
        h('span', { class: 'mark-microphone', role: 'img' }, icon('microphone'))),
      h('details', { class: 'person-menu', on: { toggle: closeOthers, focusout: closeWhenLeft } },
        h('summary', { class: 'icon-button' }, icon('more')),
        h('div', { class: 'person-menu-list' },
          act('Pin', 'pin', 'pin', () => this.tell('sf-pin', `${id}:camera`)),
          act('Mute', 'microphone-off', 'mute', () => this.#moderate({ action: 'mute', participant: id })),
          act('Make co-host', 'star', 'cohost', () => this.#moderate({ action: 'set_role', participant: id, role: 'cohost' })),
          act('Make guest', 'people', 'guest', () => this.#moderate({ action: 'set_role', participant: id, role: 'guest' })),
          act('Remove', 'remove-person', 'remove', () => this.#moderate({ action: 'remove', participant: id })))));
  }

  /**
   * @param {HTMLElement} row
   * @param {PersonView} person
   * @param {Role} own
   */
  #updateRow(row, person, own) {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (row.querySelector(selector));
    const name = displayName(person.name);
    const moderator = own === 'host' || own === 'cohost';
    row.toggleAttribute('data-speaking', person.speaking);
    setText(find('.person-name'), person.isLocal ? `${name} (you)` : name);
    const notes = [person.reconnecting ? 'Reconnecting…' : '', roleName(person.role)].filter(Boolean);
    setText(find('.person-note'), notes.join(' · '));
    find('.mark-hand').hidden = !person.handRaised;
    const quality = qualityText(person.quality);
    const bars = find('.mark-quality');
    bars.hidden = person.quality === null;
    bars.dataset['bars'] = String(quality.bars);
    bars.dataset['level'] = person.quality ?? 'unknown';
    setAttribute(bars, 'aria-label', quality.text);
    mark(find('.mark-microphone'), !person.microphoneOff, 'microphone', 'Microphone');
    mark(find('.mark-camera'), !person.cameraOff, 'camera', 'Camera');
    setAttribute(find('summary'), 'aria-label', `Options for ${name}`);
    const can = /** @type {Record<string, boolean>} */ ({
      pin: true,
      mute: moderator && !person.isLocal && !person.microphoneOff,
      cohost: own === 'host' && !person.isLocal && person.role === 'guest',
      guest: own === 'host' && !person.isLocal && person.role === 'cohost',
      remove: moderator && !person.isLocal && person.role !== 'host',
    });
    for (const button of row.querySelectorAll('[data-act]')) button.toggleAttribute('hidden', !can[button.getAttribute('data-act') ?? '']);
    setText(find('[data-act="pin"] span'), person.pinned ? 'Unpin' : 'Pin');
  }
}

/**
 * @param {HTMLElement} holder
 * @param {boolean} on
 * @param {string} iconName
 * @param {string} word
 */
function mark(holder, on, iconName, word) {
  swapIcon(holder, on ? iconName : `${iconName}-off`);
  setAttribute(holder, 'aria-label', `${word} ${on ? 'on' : 'off'}`);
  holder.toggleAttribute('data-off', !on);
}

/**
 * @param {string} name
 * @param {string} identity
 */
function face(name, identity) {
  return h('span', { class: 'person-face', 'aria-hidden': 'true', 'data-shade': shadeOf(identity, 8) }, initials(name));
}

/**
 * @param {Role} role
 * @returns {string}
 */
function roleName(role) {
  switch (role) {
    case 'host': return 'Host';
    case 'cohost': return 'Co-host';
    case 'observer': return 'Observer';
    case 'guest': return '';
  }
}

/**
 * @param {string} title
 * @param {string} note
 * @param {(value: boolean) => void} changed
 */
function toggle(title, note, changed) {
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', role: 'switch', on: { change: () => changed(input.checked) } }));
  return { input, element: h('label', { class: 'switch' }, h('span', {}, title, h('small', {}, note)), input) };
}

/**
 * One menu at a time.
 * @param {Event} event
 */
function closeOthers(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (!menu.open) return;
  for (const other of menu.closest('sf-people')?.querySelectorAll('details[open]') ?? []) if (other !== menu) other.removeAttribute('open');
}

/** @param {FocusEvent} event */
function closeWhenLeft(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (!(event.relatedTarget instanceof Node) || !menu.contains(event.relatedTarget)) menu.open = false;
}

define('sf-people', PeopleElement);
