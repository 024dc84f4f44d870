/** One way, in milliseconds. */
const LATENCY_MS = 5;

/**
 * Both ends of a WebSocket. Everything takes `LATENCY_MS`, in order.
 *
 * @typedef {object} ServerEnd
 * @property {(text: string) => void} send
 * @property {(code: number) => void} close
 * @property {() => void} cut the connection breaks without a word
 * @property {boolean} deaf nothing gets through in either direction, and nobody notices
 *
 * @typedef {object} SocketHandler the server's side
 * @property {(end: ServerEnd) => {received: (text: string) => void, closed: (code: number) => void}} accept
 */
export class FakeSocket extends EventTarget {
  readyState = 0;
  #clock;
  /** @type {{received: (text: string) => void, closed: (code: number) => void} | null} */
  #server = null;
  /** @type {ServerEnd} */
  #end;

  /**
   * @param {import('./fake-clock.js').FakeClock} clock
   * @param {SocketHandler & {isReachable: boolean}} handler
   */
  constructor(clock, handler) {
    super();
    this.#clock = clock;
    this.#end = {
      send: (text) => this.#toClient(() => this.dispatchEvent(new MessageEvent('message', { data: text }))),
      close: (code) => this.#toClient(() => this.#closed(code)),
      cut: () => {
        this.#server?.closed(1006);
        this.#server = null;
        this.#clock.setTimer(() => this.#closed(1006), 0);
      },
      deaf: false,
    };
    clock.setTimer(() => {
      if (this.readyState !== 0) return;
      if (!handler.isReachable) return this.#closed(1006);
      this.readyState = 1;
      this.#server = handler.accept(this.#end);
      this.dispatchEvent(new Event('open'));
    }, LATENCY_MS);
  }

  /** @param {string} text */
  send(text) {
    if (this.readyState !== 1) throw new Error('The socket is not open.');
    const server = this.#server;
    this.#clock.setTimer(() => this.#end.deaf || server !== this.#server || server?.received(text), LATENCY_MS);
  }

  /** @param {number} [code] */
  close(code = 1005) {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    const server = this.#server;
    this.#server = null;
    this.#clock.setTimer(() => {
      if (!this.#end.deaf) server?.closed(code);
      this.#closed(code);
    }, LATENCY_MS);
  }

  /** @param {() => void} deliver */
  #toClient(deliver) {
    this.#clock.setTimer(() => this.#end.deaf || this.readyState >= 2 || deliver(), LATENCY_MS);
  }

  /** @param {number} code */
  #closed(code) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}
