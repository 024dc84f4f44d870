import { h, setAttribute } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon } from '../kit/icons.js';

/**
 * @typedef {import('../../sdk/devices/types.js').Device} Device
 * @typedef {import('../../sdk/devices/types.js').DeviceKind} DeviceKind
 */

/** @type {Readonly<Record<DeviceKind, {label: string, none: string, icon: string}>>} */
const KINDS = Object.freeze({
  camera: { label: 'Camera', none: 'No camera found', icon: 'camera' },
  microphone: { label: 'Microphone', none: 'No microphone found', icon: 'microphone' },
  speaker: { label: 'Speaker', none: 'Speaker of this device', icon: 'speaker' },
});

/**
 * One list of devices, with the attribute `kind`. Says `sf-device` with `{kind, deviceId}`.
 */
export class DevicePickerElement extends PageElement {
  /** @type {readonly Device[]} */
  #devices = [];
  /** @type {string | null} */
  #selected = null;
  #select = /** @type {HTMLSelectElement} */ (h('select', { on: { change: () => this.tell('sf-device', { kind: this.kind, deviceId: this.#select.value }) } }));

  /** @returns {DeviceKind} */
  get kind() {
    const kind = this.getAttribute('kind');
    return kind === 'microphone' || kind === 'speaker' ? kind : 'camera';
  }

  /** @param {readonly Device[]} devices of every kind */
  set devices(devices) {
    this.#devices = devices;
    this.changed();
  }

  /** @param {string | null} deviceId */
  set selected(deviceId) {
    this.#selected = deviceId;
    this.changed();
  }

  /** @override */
  build() {
    this.append(h('span', { class: 'select' }, icon(KINDS[this.kind].icon), this.#select, icon('chevron-down')));
    setAttribute(this.#select, 'aria-label', KINDS[this.kind].label);
  }

  /** @override */
  update() {
    const mine = this.#devices.filter((device) => device.kind === this.kind);
    const labels = mine.map((device, index) => device.label || `${KINDS[this.kind].label} ${index + 1}`);
    const signature = JSON.stringify([mine.map((device) => device.deviceId), labels]);
    if (this.#select.dataset['signature'] !== signature) {
      this.#select.dataset['signature'] = signature;
      this.#select.replaceChildren(...(mine.length === 0
        ? [h('option', { value: '' }, KINDS[this.kind].none)]
        : mine.map((device, index) => h('option', { value: device.deviceId }, labels[index]))));
    }
    this.#select.disabled = mine.length === 0;
    if (this.#selected !== null && mine.some((device) => device.deviceId === this.#selected)) this.#select.value = this.#selected;
  }
}

define('sf-device-picker', DevicePickerElement);
