import { h } from '../kit/dom.js';
import { icon } from '../kit/icons.js';

let serial = 0;

/**
 * @typedef {object} DialogOptions
 * @property {string} title
 * @property {'centre' | 'sheet'} [shape] `sheet` rises from the lower edge on a phone
 * @property {string} [className]
 * @property {() => void} [closed]
 */

/**
 * A modal dialog on the browser's own `<dialog>`, which keeps the focus inside, gives it back on closing, makes the rest inert and closes on
 * Escape. A press on the ground beside it closes it, too.
 * @param {DialogOptions} options
 * @param {...import('../kit/dom.js').Child} children
 * @returns {{element: HTMLDialogElement, body: HTMLElement, open: () => void, close: () => void}}
 */
export function makeDialog({ title, shape = 'centre', className = '', closed }, ...children) {
  serial += 1;
  const id = `dialog-title-${serial}`;
  const body = h('div', { class: 'dialog-body' }, ...children);
  /** @returns {void} */
  const close = () => element.close();
  /** @type {HTMLDialogElement} */
  const element = h('dialog', { class: `dialog ${className}`, 'data-shape': shape, 'aria-labelledby': id, on: {
    close: () => closed?.(),
    pointerdown: (/** @type {PointerEvent} */ event) => {
      if (event.target === element && isOutside(element, event)) close();
    },
  } },
  h('div', { class: 'dialog-head' },
    h('h2', { id }, title),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', on: { click: close } }, icon('close'))),
  body);
  const open = () => {
    if (!element.isConnected) document.body.append(element);
    if (!element.open) element.showModal();
  };
  return { element, body, open, close };
}

/**
 * @param {HTMLElement} element
 * @param {PointerEvent} event
 * @returns {boolean}
 */
function isOutside(element, { clientX, clientY }) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

/**
 * Asks before something that cannot be taken back.
 * @param {{title: string, text: string, action: string}} question
 * @returns {Promise<boolean>}
 */
export function confirmAction({ title, text, action }) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = makeDialog({ title, className: 'confirm', closed: () => {
      dialog.element.remove();
      resolve(answer);
    } },
    h('p', {}, text),
    h('div', { class: 'dialog-actions' },
      h('button', { type: 'button', class: 'button outline', autofocus: true, on: { click: () => dialog.close() } }, 'Cancel'),
      h('button', { type: 'button', class: 'button danger', on: { click: () => {
        answer = true;
        dialog.close();
      } } }, action)));
    dialog.open();
  });
}
