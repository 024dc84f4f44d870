/**
 * Building DOM without a parser: what comes from people only ever becomes a text node.
 */

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Record<string, unknown>} Attributes
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 *
 * `class`, `aria-*`, `data-*` and other names become attributes: `true` an empty one, `false`, `null` and `undefined` none. `on` holds
 * listeners by event type; `set` holds properties that are no attributes (`value`, `srcObject`, an element's own data).
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes & {on?: Record<string, (event: any) => void>, set?: Record<string, unknown>}} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const { on, set, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) setAttribute(element, name, value);
  for (const [type, listener] of Object.entries(on ?? {})) element.addEventListener(type, listener);
  if (set) Object.assign(element, set);
  append(element, children);
  return element;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {void}
 */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) {
    element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  // An equal value is not written again: some attributes (src) act on every write.
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/**
 * @param {Element} element
 * @param {readonly Child[]} children
 * @returns {void}
 */
function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Replaces all children.
 * @param {Element} element
 * @param {...Child} children
 * @returns {void}
 */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * Writes a text only when it differs, so that a screen reader does not read it again.
 * @param {Node} node
 * @param {string} text
 * @returns {void}
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Makes an element of an SVG picture.
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {...Node} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children);
  return element;
}

/**
 * Makes the children of `parent` those of `items`, in order, keeping the element of every key that stays: a playing video is not
 * taken out of the document, and focus is not lost.
 * @template Item
 * @template {HTMLElement} Kept
 * @param {Element} parent
 * @param {readonly Item[]} items
 * @param {{key: (item: Item) => string, create: (item: Item) => Kept, update: (element: Kept, item: Item) => void}} rules
 * @returns {void}
 */
export function keyed(parent, items, { key, create, update }) {
  /** @type {Map<string, Kept>} */
  const existing = new Map();
  for (const child of Array.from(parent.children)) {
    const element = /** @type {Kept} */ (child);
    if (element.dataset['key'] !== undefined) existing.set(element.dataset['key'], element);
  }
  const wanted = new Set(items.map(key));
  for (const [name, element] of existing) if (!wanted.has(name)) element.remove();
  /** @type {Element | null} */
  let previous = null;
  for (const item of items) {
    const name = key(item);
    let element = existing.get(name);
    if (!element) {
      element = create(item);
      element.dataset['key'] = name;
    }
    /** @type {Element | null} */
    const place = previous ? previous.nextElementSibling : parent.firstElementChild;
    if (place !== element) parent.insertBefore(element, place);
    update(element, item);
    previous = element;
  }
}

/**
 * Whether somebody is typing into the element that has the focus.
 * @param {Element | null} focused
 * @returns {boolean}
 */
export function isTyping(focused) {
  if (!(focused instanceof HTMLElement)) return false;
  if (focused.isContentEditable || focused instanceof HTMLTextAreaElement || focused instanceof HTMLSelectElement) return true;
  return focused instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'range', 'submit'].includes(focused.type);
}
