/** A clock that stands still until it is told to go on. Timers fire in order, and what they set off is finished before the next. */
export class FakeClock {
  #now = 1_700_000_000_000;
  #nextTimer = 1;
  /** @type {Map<number, {at: number, callback: () => void}>} */
  #timers = new Map();

  now = () => this.#now;

  /** @type {import('../../../sdk/environment.js').Clock['setTimer']} */
  setTimer = (callback, delayMs) => {
    const timer = this.#nextTimer;
    this.#nextTimer += 1;
    this.#timers.set(timer, { at: this.#now + Math.max(0, delayMs), callback });
    return timer;
  };

  /** @type {import('../../../sdk/environment.js').Clock['clearTimer']} */
  clearTimer = (timer) => {
    this.#timers.delete(/** @type {number} */ (timer));
  };

  /** @param {number} ms */
  async advance(ms) {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#due(until); next !== undefined; next = this.#due(until)) {
      const [timer, { at, callback }] = next;
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, at);
      callback();
      await settle();
    }
    this.#now = until;
  }

  /** @param {number} until */
  #due(until) {
    const due = [...this.#timers].filter(([, { at }]) => at <= until);
    return due.sort(([a, { at: left }], [b, { at: right }]) => left - right || a - b)[0];
  }
}

/** Lets all promises that can be kept without time passing be kept. */
export async function settle() {
  for (let count = 0; count < 60; count += 1) await null;
}
