/** Envelopes remembered for each sender: far more than can be under way at once. */
const MAX_REMEMBERED = 1_024;

/** Tells repetitions: an envelope may come over the data channel and over signaling. */
export class Seen {
  /** @type {Map<string, Set<string>>} */
  #bySender = new Map();

  /**
   * @param {string} sender
   * @param {string} id of the envelope
   * @returns {boolean} true the first time
   */
  add(sender, id) {
    const ids = this.#bySender.get(sender) ?? new Set();
    this.#bySender.set(sender, ids);
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > MAX_REMEMBERED) ids.delete(/** @type {string} */ (ids.values().next().value));
    return true;
  }

  /** @param {string} sender who left */
  forget(sender) {
    this.#bySender.delete(sender);
  }
}
