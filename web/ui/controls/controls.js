import { h, setAttribute, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, swapIcon } from '../kit/icons.js';
import { makeDialog } from '../dialog/dialog.js';

/**
 * What the buttons do; `sf-command` carries one as its detail.
 * @typedef {import('../model/shortcuts.js').Command | 'record' | 'leave' | 'settings' | 'health' | 'pip' | 'flip' | 'invite' | 'end'} ControlCommand
 */

/**
 * @typedef {object} ControlsView
 * @property {{on: boolean, allowed: boolean}} microphone
 * @property {{on: boolean, allowed: boolean}} camera
 * @property {{on: boolean, allowed: boolean}} share `allowed`: this browser and this person's role can
 * @property {{on: boolean, allowed: boolean}} record
 * @property {boolean} hand
 * @property {'chat' | 'people' | 'health' | null} panel the open one
 * @property {number} unread
 * @property {number} waiting people in the lobby
 * @property {boolean} canFlip there is a front and a back camera
 * @property {boolean} canPip
 * @property {boolean} canFullscreen
 * @property {boolean} canInvite
 * @property {boolean} canEnd
 * @property {boolean} compact a phone
 * @property {boolean} embedded
 */

/** Buttons that stay in the bar on a phone; the rest are in the sheet behind "More". */
const ALWAYS = ['microphone', 'camera', 'chat', 'more', 'leave'];

/**
 * The bar of buttons, and the sheet behind "More". The same button is in one or the other, never in both, so every name exists once.
 * Says `sf-command`, and `sf-reaction` with the symbol.
 */
export class ControlsElement extends PageElement {
  /** @type {ControlsView | null} */
  #view = null;
  #buttons = makeButtons((command) => this.#run(command));
  #left = h('div', { class: 'dock-group' });
  #right = h('div', { class: 'dock-group' });
  #sheetMain = h('div', { class: 'sheet-tiles' });
  #sheetList = h('div', { class: 'sheet-list' });
  #sheet = makeDialog({ title: 'More', shape: 'sheet', className: 'more-sheet' }, this.#sheetMain, this.#sheetList);

  /** @param {ControlsView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /**
   * @param {string} name
   * @returns {HTMLButtonElement | undefined}
   */
  button(name) {
    return this.#buttons.get(name);
  }

  /** @override */
  build() {
    this.setAttribute('role', 'toolbar');
    this.setAttribute('aria-label', 'Call controls');
    this.append(this.#left, this.#right, this.#sheet.element);
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    this.#place(view);
    this.#toggle('microphone', view.microphone.on, view.microphone.on ? ['Mute microphone', 'microphone', 'Mic'] : ['Unmute microphone', 'microphone-off', 'Mic']);
    this.#toggle('camera', view.camera.on, view.camera.on ? ['Turn camera off', 'camera', 'Camera'] : ['Turn camera on', 'camera-off', 'Camera']);
    this.#toggle('share', view.share.on, view.share.on ? ['Stop sharing', 'screen-stop', 'Stop sharing'] : ['Share screen', 'screen', 'Share']);
    this.#toggle('record', view.record.on, view.record.on ? ['Stop local recording', 'record-stop', 'Stop recording'] : ['Record locally', 'record', 'Record']);
    this.#toggle('hand', view.hand, view.hand ? ['Lower hand', 'hand', 'Lower hand'] : ['Raise hand', 'hand', 'Hand']);
    this.#toggle('chat', view.panel === 'chat', view.panel === 'chat' ? ['Close chat', 'chat', 'Chat'] : ['Open chat', 'chat', 'Chat'], view.unread);
    this.#toggle('people', view.panel === 'people', view.panel === 'people' ? ['Hide participants', 'people', 'People'] : ['Show participants', 'people', 'People'], view.waiting);
  }

  /**
   * Which buttons there are, and where.
   * @param {ControlsView} view
   */
  #place(view) {
    const allowed = /** @type {Record<string, boolean>} */ ({
      microphone: view.microphone.allowed, camera: view.camera.allowed, share: view.share.allowed, record: view.record.allowed,
      flip: view.canFlip && view.camera.on, pip: view.canPip, fullscreen: view.canFullscreen, invite: view.canInvite, end: view.canEnd,
    });
    const can = (/** @type {string} */ name) => allowed[name] ?? true;
    const main = ['microphone', 'camera', 'share', 'record', 'hand', 'reactions'].filter(can);
    const side = ['chat', 'people', 'more', 'leave'];
    const inBar = (/** @type {string} */ name) => !view.compact || ALWAYS.includes(name);
    const extra = ['flip', 'invite', 'layout', 'pip', 'fullscreen', 'health', 'settings', 'shortcuts', 'end'].filter(can)
      .filter((name) => !(view.compact && name === 'shortcuts'));
    this.#fill(this.#left, main.filter(inBar));
    this.#fill(this.#right, side.filter(inBar));
    this.#fill(this.#sheetMain, [...main, ...side].filter((name) => !inBar(name)));
    this.#fill(this.#sheetList, extra);
    this.#sheetMain.hidden = this.#sheetMain.childElementCount === 0;
    this.toggleAttribute('data-compact', view.compact);
  }

  /**
   * @param {HTMLElement} group
   * @param {readonly string[]} names
   */
  #fill(group, names) {
    const wanted = names.flatMap((name) => this.#buttons.get(name) ?? []);
    if (wanted.length === group.children.length && wanted.every((button, index) => group.children[index] === button)) return;
    group.replaceChildren(...wanted);
  }

  /**
   * @param {string} name
   * @param {boolean} on
   * @param {readonly [label: string, icon: string, caption: string]} look
   * @param {number} [badge]
   */
  #toggle(name, on, [label, iconName, caption], badge = 0) {
    const button = this.#buttons.get(name);
    if (!button) return;
    setAttribute(button, 'aria-label', label);
    setAttribute(button, 'data-on', on ? 'true' : 'false');
    swapIcon(button, iconName);
    setText(button.querySelector('.caption') ?? button, caption);
    const mark = button.querySelector('.badge');
    if (!mark) return;
    setText(mark, badge > 99 ? '99+' : String(badge));
    setAttribute(mark, 'hidden', badge === 0);
  }

  /** @param {ControlCommand | 'more'} command */
  #run(command) {
    if (command === 'more') {
      this.#sheet.open();
      return;
    }
    if (this.#sheet.element.open) this.#sheet.close();
    this.tell('sf-command', command);
  }
}

/**
 * @param {(command: ControlCommand | 'more') => void} run
 * @returns {Map<string, HTMLButtonElement>}
 */
function makeButtons(run) {
  /** @type {readonly (readonly [ControlCommand | 'more', string, string, string, string?])[]} name, icon, label, caption, shortcut */
  const list = [
    ['microphone', 'microphone', 'Mute microphone', 'Mic', 'm'],
    ['camera', 'camera', 'Turn camera off', 'Camera', 'v'],
    ['share', 'screen', 'Share screen', 'Share', 's'],
    ['record', 'record', 'Record locally', 'Record'],
    ['hand', 'hand', 'Raise hand', 'Hand', 'h'],
    ['reactions', 'smile', 'React', 'React', 'r'],
    ['chat', 'chat', 'Open chat', 'Chat', 'c'],
    ['people', 'people', 'Show participants', 'People', 'p'],
    ['more', 'more', 'More', 'More'],
    ['leave', 'leave', 'Leave', 'Leave'],
    ['flip', 'flip', 'Switch between front and back camera', 'Switch camera'],
    ['invite', 'link', 'Copy the guest link', 'Copy the guest link'],
    ['layout', 'grid', 'Change the layout', 'Change the layout', 'l'],
    ['pip', 'pip', 'Picture in picture', 'Picture in picture'],
    ['fullscreen', 'fullscreen', 'Full screen', 'Full screen', 'f'],
    ['health', 'pulse', 'Call health', 'Call health'],
    ['settings', 'settings', 'Settings', 'Settings'],
    ['shortcuts', 'keyboard', 'Keyboard shortcuts', 'Keyboard shortcuts', '?'],
    ['end', 'leave', 'End for everyone', 'End for everyone'],
  ];
  return new Map(list.map(([name, iconName, label, caption, key]) => [name, h('button', {
    type: 'button', class: 'dock-button', 'data-name': name, 'aria-label': label, 'aria-keyshortcuts': key, 'aria-haspopup': name === 'more' ? 'dialog' : undefined,
    on: { click: () => run(name) },
  }, icon(iconName), h('span', { class: 'caption', 'aria-hidden': 'true' }, caption),
  name === 'chat' || name === 'people' ? h('span', { class: 'badge', 'aria-hidden': 'true', hidden: true }) : null)]));
}

define('sf-controls', ControlsElement);
