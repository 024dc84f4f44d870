import { RoomError } from '../errors.js';
import { decodeEnvelope, encodeEnvelope } from './envelope.js';
import { PeerChannels } from './peer-channels.js';
import { Seen } from './seen.js';

/**
 * @typedef {import('./envelope.js').Envelope} Envelope
 *
 * @typedef {object} DataPort what the hub needs of the room; participants by key
 * @property {() => string[]} everyone without oneself
 * @property {() => boolean} maySend
 * @property {(key: string) => boolean} mayReceiveFrom
 * @property {(key: string) => boolean} isConnected media flows with this participant, so data does
 * @property {(to: string[] | undefined, topic: string, payload: string) => Promise<unknown>} signal
 * @property {(key: string, envelope: Envelope) => void} received
 */

/**
 * Messages between participants: over the data channel to whom it is open, over signaling to the rest.
 */
export class DataHub {
  #port;
  #environment;
  /**
   * By key.
   *
   * @type {Map<string, PeerChannels>}
   */
  #channels = new Map();
  #seen = new Seen();
  #prefix;
  #sent = 0;

  /**
   * @param {import('../environment.js').Environment} environment
   * @param {DataPort} port
   */
  constructor(environment, port) {
    this.#environment = environment;
    this.#port = port;
    this.#prefix = environment.random().toString(36).slice(2, 10);
  }

  /**
   * @param {string} topic
   * @param {unknown} body
   * @param {{to?: string[], ordered?: boolean}} options `to`: keys; everyone when left out
   * @returns {Promise<Envelope>} once it was handed to the data channels, or the server confirmed it
   */
  async send(topic, body, { to, ordered = true } = {}) {
    if (!this.#port.maySend()) throw new RoomError('forbidden', 'This person may not send data.');
    this.#sent += 1;
    const envelope = { topic, id: `${this.#prefix}-${this.#sent.toString(36)}`, at: this.#environment.clock.now(), body };
    const text = encodeEnvelope(envelope);
    const recipients = to ?? this.#port.everyone();
    if (ordered && recipients.some((key) => this.#channels.get(key)?.isFull)) {
      throw new RoomError('backpressure', 'Too much waits to be sent already.');
    }
    const missed = recipients.filter((key) => !this.#sendTo(key, text, ordered));
    if (missed.length > 0) await this.#port.signal(to === undefined && missed.length === recipients.length ? undefined : missed, topic, text);
    return envelope;
  }

  /**
   * The data channels to a participant, new ones after the link was made anew.
   *
   * @param {string} key
   * @param {{ordered: RTCDataChannel, fast: RTCDataChannel}} channels
   */
  connect(key, channels) {
    const unsent = this.#channels.get(key)?.close() ?? [];
    this.#channels.set(key, new PeerChannels(channels, (text) => this.receive(key, text)));
    for (const text of unsent) {
      const topic = decodeEnvelope(text)?.topic;
      // Nobody waits for these any more: they were accepted when the old channel was open.
      if (topic !== undefined) this.#port.signal([key], topic, text).catch(() => {});
    }
  }

  /** @param {string} key who left */
  forget(key) {
    this.#channels.get(key)?.close();
    this.#channels.delete(key);
    this.#seen.forget(key);
  }

  /**
   * What came, by whichever way.
   *
   * @param {string} key
   * @param {unknown} text
   */
  receive(key, text) {
    const envelope = decodeEnvelope(text);
    // The server checks the right to send; a data channel has nobody in between.
    if (envelope === null || !this.#port.mayReceiveFrom(key) || !this.#seen.add(key, envelope.id)) return;
    this.#port.received(key, envelope);
  }

  /**
   * @param {string} key
   * @param {string} text
   * @param {boolean} ordered
   */
  #sendTo(key, text, ordered) {
    const channels = this.#channels.get(key);
    // An open channel over a broken path would swallow the message until the path is mended.
    if (channels === undefined || !this.#port.isConnected(key)) return false;
    return ordered ? channels.send(text) : channels.sendFast(text);
  }
}
