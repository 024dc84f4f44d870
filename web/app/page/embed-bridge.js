import { parentOrigin, parseCommand } from '../../ui/model/embed-protocol.js';

/**
 * @typedef {{perform: (command: string, value: string | null) => void}} CommandTarget
 */

/**
 * Speaks with the page around an embedded call, when its origin is one of the server's `embed-origins`; see `model/embed-protocol.js`.
 */
export class EmbedBridge {
  /** @type {string | null} */
  #origin = null;
  /** @type {{name: string, detail: unknown}[]} */
  #early = [];

  /**
   * @param {readonly string[]} allowed
   * @param {() => CommandTarget | null} target the call, while there is one
   */
  open(allowed, target) {
    if (parent === window) return;
    const ancestors = 'ancestorOrigins' in location ? Array.from(location.ancestorOrigins) : null;
    this.#origin = parentOrigin({ ancestorOrigins: ancestors, referrer: document.referrer, own: location.origin }, allowed);
    if (this.#origin === null) return;
    addEventListener('message', (event) => {
      if (event.source !== parent || event.origin !== this.#origin) return;
      const command = parseCommand(event.data);
      if (command) target()?.perform(command.name, command.value);
    });
    this.tell('ready', {});
    for (const { name, detail } of this.#early.splice(0)) this.tell(name, detail);
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  tell(name, detail) {
    if (parent === window) return;
    if (this.#origin === null) {
      // What happened before the list of allowed origins arrived; it is short or of no use.
      if (this.#early.length < 32) this.#early.push({ name, detail });
      return;
    }
    parent.postMessage({ saleflow: 1, type: 'event', name, detail }, this.#origin);
  }
}
