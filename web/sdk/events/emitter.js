/**
 * Typed events over an `EventTarget`: `on` hands the listener the payload itself, while
 * `addEventListener` sees an ordinary `CustomEvent` with the payload in `detail`.
 *
 * `Events` maps each event's name to its payload.
 *
 * @template {Record<string, any>} Events
 */
export class Emitter extends EventTarget {
  /** @type {Map<string, Map<Function, EventListener>>} */
  #wrapped = new Map();

  /**
   * Calls `listener` with the payload of each event of this type, until `off` or until `signal` aborts.
   * Adding the same listener twice has no effect.
   *
   * @template {keyof Events & string} Type
   * @param {Type} type
   * @param {(payload: Events[Type]) => void} listener
   * @param {{signal?: AbortSignal, once?: boolean}} [options]
   * @returns {this}
   */
  on(type, listener, options = {}) {
    if (options.signal?.aborted) return this;
    const ofType = this.#wrapped.get(type) ?? new Map();
    if (ofType.has(listener)) return this;
    /** @type {EventListener} */
    const wrapper = (event) => {
      if (options.once) this.off(type, listener);
      listener(/** @type {CustomEvent} */ (event).detail);
    };
    ofType.set(listener, wrapper);
    this.#wrapped.set(type, ofType);
    this.addEventListener(type, wrapper);
    options.signal?.addEventListener('abort', () => this.off(type, listener), { once: true });
    return this;
  }

  /**
   * @template {keyof Events & string} Type
   * @param {Type} type
   * @param {(payload: Events[Type]) => void} listener
   * @returns {this}
   */
  off(type, listener) {
    const ofType = this.#wrapped.get(type);
    const wrapper = ofType?.get(listener);
    if (ofType && wrapper) {
      ofType.delete(listener);
      this.removeEventListener(type, wrapper);
    }
    return this;
  }

  /**
   * @template {keyof Events & string} Type
   * @param {Type} type
   * @param {Events[Type]} payload
   * @returns {void}
   */
  emit(type, payload) {
    this.dispatchEvent(new CustomEvent(type, { detail: payload }));
  }
}
