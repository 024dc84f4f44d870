import { LocalLevel } from './local-level.js';
import { reduceSpeaking, silence } from './reduce-speaking.js';

/** Often enough for a ring that follows speech, seldom enough to cost nothing. */
const INTERVAL_MS = 150;

/** A level older than this is of a stream that stopped. */
const FRESH_MS = 500;

/**
 * @typedef {object} SpeakingPort
 * @property {() => Iterable<{key: string, receiver: RTCRtpReceiver | null, muted: boolean}>} others
 * @property {() => {key: string, sender: RTCRtpSender | null, muted: boolean}} local `sender` of any link
 * @property {(state: import('./reduce-speaking.js').SpeakingState, changed: boolean) => void} measured
 */

/**
 * Reads the levels that senders measure and send along (RFC 6464), so nothing has to be decoded or analysed for it.
 */
export class SpeakingPoller {
  #clock;
  #port;
  #state = silence;
  #localLevel;
  /** @type {unknown} */
  #timer = null;

  /**
   * @param {import('../../environment.js').Environment} environment
   * @param {SpeakingPort} port
   */
  constructor(environment, port) {
    this.#clock = environment.clock;
    this.#port = port;
    this.#localLevel = new LocalLevel(environment);
  }

  start() {
    this.#timer ??= this.#clock.setTimer(() => this.#poll(), INTERVAL_MS);
  }

  stop() {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    this.#localLevel.close();
  }

  #poll() {
    this.#timer = this.#clock.setTimer(() => this.#poll(), INTERVAL_MS);
    const now = this.#clock.now();
    const local = this.#port.local();
    const levels = new Map([[local.key, local.muted ? 0 : this.#localLevel.value]]);
    for (const { key, receiver, muted } of this.#port.others()) levels.set(key, muted || receiver === null ? 0 : levelOf(receiver, now));
    const { state, changed } = reduceSpeaking(this.#state, levels, now);
    this.#state = state;
    this.#port.measured(state, changed);
    void this.#localLevel.read(local.muted ? null : local.sender);
  }
}

/**
 * @param {RTCRtpReceiver} receiver
 * @param {number} now
 */
function levelOf(receiver, now) {
  const [source] = receiver.getSynchronizationSources();
  return source !== undefined && now - source.timestamp < FRESH_MS ? source.audioLevel ?? 0 : 0;
}
