import { h } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon } from '../kit/icons.js';
import { makeDialog } from '../dialog/dialog.js';
import '../device-picker/device-picker.js';
import '../level-meter/level-meter.js';

/**
 * @typedef {import('../../sdk/devices/types.js').Device} Device
 * @typedef {import('../../sdk/devices/types.js').DeviceKind} DeviceKind
 * @typedef {import('../../sdk/devices/types.js').AudioSettings} AudioSettings
 * @typedef {import('../device-picker/device-picker.js').DevicePickerElement} DevicePickerElement
 * @typedef {import('../level-meter/level-meter.js').LevelMeterElement} LevelMeterElement
 *
 * @typedef {'auto' | 'light' | 'dark'} Theme
 *
 * @typedef {object} SettingsView
 * @property {readonly Device[]} devices
 * @property {Record<DeviceKind, string | null>} selected
 * @property {boolean} canChooseSpeaker
 * @property {boolean} mustAskForSpeakers this browser lists speakers only after its own dialog
 * @property {AudioSettings} audio
 * @property {Theme} theme
 * @property {boolean} mirror
 * @property {boolean} hideSelf
 * @property {boolean} letters single-letter shortcuts
 */

/** @type {readonly {key: keyof AudioSettings, title: string, note: string}[]} */
const PROCESSING = Object.freeze([
  { key: 'noiseSuppression', title: 'Reduce noise', note: 'Keyboards, fans, the street' },
  { key: 'echoCancellation', title: 'Cancel echo', note: 'Off only with headphones' },
  { key: 'autoGainControl', title: 'Even out volume', note: 'Quiet voices louder, loud ones softer' },
]);

/** @type {readonly {key: 'mirror' | 'hideSelf' | 'letters', title: string, note: string}[]} */
const HABITS = Object.freeze([
  { key: 'mirror', title: 'Mirror my picture', note: 'Only for you; others see it the right way round' },
  { key: 'hideSelf', title: 'Hide my own picture', note: 'Others still see you' },
  { key: 'letters', title: 'Single-letter shortcuts', note: 'Such as m for the microphone' },
]);

/**
 * The settings dialog. Says `sf-device`, `sf-audio` with one {@link AudioSettings} member, `sf-habit` with one of mirror, hideSelf and letters,
 * `sf-theme` with a {@link Theme}, `sf-ask-speaker`, and `sf-test-sound`.
 */
export class SettingsElement extends PageElement {
  /** @type {SettingsView | null} */
  #view = null;
  #pickers = /** @type {readonly DeviceKind[]} */ (['camera', 'microphone', 'speaker']).map(makePicker);
  #meter = /** @type {LevelMeterElement} */ (document.createElement('sf-level-meter'));
  #test = h('button', { type: 'button', class: 'button small outline', on: { click: () => this.tell('sf-test-sound') } }, icon('speaker'), 'Play a test sound');
  #ask = h('button', { type: 'button', class: 'button small outline', on: { click: () => this.tell('sf-ask-speaker') } }, 'Choose a speaker…');
  #audio = PROCESSING.map(({ key, title, note }) => makeSwitch(key, title, note, (value) => this.tell('sf-audio', { [key]: value })));
  #habits = HABITS.map(({ key, title, note }) => makeSwitch(key, title, note, (value) => this.tell('sf-habit', { [key]: value })));
  #themes = /** @type {readonly Theme[]} */ (['auto', 'light', 'dark']).map((theme) => makeTheme(theme, () => this.tell('sf-theme', theme)));
  #dialog = makeDialog({ title: 'Settings', shape: 'sheet', className: 'settings', closed: () => this.tell('sf-settings-closed') });

  /** @param {SettingsView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** @param {number} level */
  set level(level) {
    this.#meter.level = level;
  }

  get isOpen() {
    return this.#dialog.element.open;
  }

  open() {
    this.#dialog.open();
  }

  close() {
    this.#dialog.close();
  }

  /** @override */
  build() {
    const [camera, microphone, speaker] = this.#pickers;
    this.append(this.#dialog.element);
    this.#dialog.body.append(
      section('Camera', camera),
      section('Microphone', microphone, h('div', { class: 'settings-meter' }, h('span', {}, 'Say something'), this.#meter), ...this.#audio.map((item) => item.element)),
      section('Speaker', speaker, h('div', { class: 'settings-speaker' }, this.#ask, this.#test)),
      section('Look', h('div', { class: 'themes', role: 'radiogroup', 'aria-label': 'Theme' }, ...this.#themes.map((item) => item.element)), ...this.#habits.map((item) => item.element)));
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    for (const picker of this.#pickers) {
      picker.devices = view.devices;
      picker.selected = view.selected[picker.kind];
      if (picker.kind === 'speaker') picker.toggleAttribute('hidden', !view.canChooseSpeaker || view.mustAskForSpeakers);
    }
    this.#ask.hidden = !view.mustAskForSpeakers;
    for (const { key, input } of this.#audio) input.checked = view.audio[/** @type {keyof AudioSettings} */ (key)];
    for (const { key, input } of this.#habits) input.checked = view[/** @type {'mirror' | 'hideSelf' | 'letters'} */ (key)];
    for (const { theme, input } of this.#themes) input.checked = view.theme === theme;
  }
}

/**
 * @param {DeviceKind} kind
 * @returns {DevicePickerElement}
 */
function makePicker(kind) {
  const picker = /** @type {DevicePickerElement} */ (document.createElement('sf-device-picker'));
  picker.setAttribute('kind', kind);
  return picker;
}

/**
 * @param {string} title
 * @param {...import('../kit/dom.js').Child} children
 * @returns {HTMLElement}
 */
function section(title, ...children) {
  return h('section', {}, h('h3', {}, title), ...children);
}

/**
 * @param {string} key
 * @param {string} title
 * @param {string} note
 * @param {(value: boolean) => void} changed
 */
function makeSwitch(key, title, note, changed) {
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', role: 'switch', on: { change: () => changed(input.checked) } }));
  return { key, input, element: h('label', { class: 'switch' }, h('span', {}, title, h('small', {}, note)), input) };
}

/**
 * @param {Theme} theme
 * @param {() => void} chosen
 */
function makeTheme(theme, chosen) {
  const text = { auto: 'Like the system', light: 'Light', dark: 'Dark' }[theme];
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'radio', name: 'theme', value: theme, on: { change: chosen } }));
  return { theme, input, element: h('label', { class: 'theme' }, input, h('i', { class: 'theme-picture', 'data-look': theme }), h('span', {}, text)) };
}

define('sf-settings', SettingsElement);
