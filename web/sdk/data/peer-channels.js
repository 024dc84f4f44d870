/** Beyond this many unsent bytes the browser's own buffer gets no more, and the rest waits here. */
const HIGH_WATER = 256 * 1024;
const LOW_WATER = 64 * 1024;

/** Bytes (UTF-16 units, as an estimate) that may wait for one participant. */
const MAX_QUEUED = 1024 * 1024;

/**
 * The two negotiated data channels to one participant: `metadata`, reliable and in order, and `metadata-fast`, which loses what is late.
 */
export class PeerChannels {
  #ordered;
  #fast;
  /** @type {string[]} */
  #queue = [];
  #queued = 0;
  #detach = new AbortController();

  /**
   * @param {{ordered: RTCDataChannel, fast: RTCDataChannel}} channels
   * @param {(text: unknown) => void} received
   */
  constructor({ ordered, fast }, received) {
    this.#ordered = ordered;
    this.#fast = fast;
    const { signal } = this.#detach;
    ordered.bufferedAmountLowThreshold = LOW_WATER;
    ordered.addEventListener('bufferedamountlow', () => this.#drain(), { signal });
    for (const channel of [ordered, fast]) channel.addEventListener('message', ({ data }) => received(data), { signal });
  }

  get isOpen() {
    return this.#ordered.readyState === 'open';
  }

  /** Too much waits already. */
  get isFull() {
    return this.#queued > MAX_QUEUED;
  }

  /**
   * @param {string} text
   * @returns {boolean} false while the channel is not open
   */
  send(text) {
    if (!this.isOpen) return false;
    if (this.#queue.length > 0 || this.#ordered.bufferedAmount > HIGH_WATER) {
      this.#queue.push(text);
      this.#queued += text.length;
      return true;
    }
    return trySend(this.#ordered, text);
  }

  /**
   * Sends what is worth nothing when late: dropped while the channel is busy.
   *
   * @param {string} text
   * @returns {boolean} false while no channel is open
   */
  sendFast(text) {
    if (this.#fast.readyState !== 'open') return this.send(text);
    return this.#fast.bufferedAmount > LOW_WATER || trySend(this.#fast, text);
  }

  /**
   * Lets go of the channels.
   *
   * @returns {string[]} what was not sent
   */
  close() {
    this.#detach.abort();
    return this.#queue.splice(0);
  }

  #drain() {
    while (this.#ordered.bufferedAmount <= HIGH_WATER) {
      const text = this.#queue.shift();
      if (text === undefined) return;
      this.#queued -= text.length;
      if (!trySend(this.#ordered, text)) return;
    }
  }
}

/**
 * @param {RTCDataChannel} channel
 * @param {string} text
 */
function trySend(channel, text) {
  try {
    channel.send(text);
    return true;
  } catch {
    // It closed between the check and the call, or its buffer is full: the caller goes the other way.
    return false;
  }
}
