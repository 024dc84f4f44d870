/**
 * A timer that keeps its pace in a hidden tab.
 */
export class Ticker {
  #worker = new Worker(new URL('./ticker-worker.js', import.meta.url), { type: 'module', name: 'ticker' });

  /**
   * @param {number} intervalMs
   * @param {() => void} tick
   */
  constructor(intervalMs, tick) {
    this.#worker.addEventListener('message', tick);
    this.#worker.postMessage({ intervalMs });
  }

  /** @returns {void} */
  stop() {
    this.#worker.terminate();
  }
}
