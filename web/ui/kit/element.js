/**
 * The base of this page's custom elements.
 *
 * They live in the page's own tree, not in shadow roots: labels, live regions and focus cross them freely, and each is styled by
 * the style sheet in its folder, whose rules all begin with the element's own name.
 */

/**
 * Owner: the document it is in. `build` runs once, `attach` at each connection with a signal that ends at disconnection, and `update`
 * after any number of property changes, once.
 */
export class PageElement extends HTMLElement {
  #built = false;
  #pending = false;
  /** @type {AbortController | null} */
  #connection = null;

  connectedCallback() {
    if (!this.#built) {
      this.#built = true;
      this.build();
    }
    this.#connection?.abort();
    this.#connection = new AbortController();
    this.attach(this.#connection.signal);
    this.changed();
  }

  disconnectedCallback() {
    // Moving an element disconnects and connects it at once; what it holds is let go only when it stays away.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#connection?.abort();
      this.#connection = null;
      this.detach();
    });
  }

  /** Makes the children; runs once. */
  build() {}

  /**
   * Adds listeners to things that outlive the element.
   * @param {AbortSignal} _signal aborted at disconnection
   */
  attach(_signal) {}

  /** Lets go of what `attach` and `update` took. */
  detach() {}

  /** Shows the current properties. */
  update() {}

  /** Asks for one `update` soon. A microtask, not a frame: a hidden page still has to play what arrives. */
  changed() {
    if (this.#pending || !this.isConnected) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      if (this.isConnected && this.#built) this.update();
    });
  }

  /**
   * Tells whoever listens further up that something happened here.
   * @param {string} type
   * @param {unknown} [detail]
   */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}

/**
 * Defines an element once, also when two pages' modules share a document.
 * @param {string} name
 * @param {CustomElementConstructor} type
 */
export function define(name, type) {
  if (!customElements.get(name)) customElements.define(name, type);
}
