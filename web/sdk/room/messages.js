import { DataHub } from '../data/data-hub.js';
import { isApplicationTopic, TOPIC } from '../data/envelope.js';
import { RoomError } from '../errors.js';

/**
 * @typedef {import('../data/envelope.js').Envelope} Envelope
 * @typedef {import('./participant.js').Participant} Participant
 * @typedef {import('./participant.js').ParticipantRecord} ParticipantRecord
 *
 * @typedef {object} MessagesPort
 * @property {ParticipantRecord} local
 * @property {Participant} localParticipant
 * @property {(key: string) => Participant | undefined} participant somebody else
 * @property {(key: string) => ParticipantRecord | undefined} record
 * @property {import('./types.js').Emit} emit
 */

/** Characters of a reaction: the longest emoji sequences have about 15. */
const MAX_REACTION_LENGTH = 32;

/** What the SDK says over data messages: chat, reactions, raised hands, and the application's own. */
export class Messages {
  #port;
  #hub;

  /**
   * @param {import('../environment.js').Environment} environment
   * @param {MessagesPort} port
   * @param {Omit<import('../data/data-hub.js').DataPort, 'maySend' | 'mayReceiveFrom' | 'received'>} dataPort
   */
  constructor(environment, port, dataPort) {
    this.#port = port;
    this.#hub = new DataHub(environment, {
      ...dataPort,
      maySend: () => port.local.info.can_publish_data,
      mayReceiveFrom: (key) => port.record(key)?.info.can_publish_data ?? false,
      received: (key, envelope) => this.#received(key, envelope),
    });
  }

  /**
   * @param {string} topic
   * @param {unknown} body
   * @param {{to?: string[], ordered?: boolean}} options
   */
  async sendData(topic, body, options) {
    if (!isApplicationTopic(topic)) throw new RoomError('invalid_topic', "An application's topics begin with 'app:' and have at most 64 characters.");
    await this.#hub.send(topic, body, options);
  }

  /** @param {string} text */
  async sendChat(text) {
    if (text === '') throw new RoomError('invalid_argument', 'There is nothing to send.');
    const { id, at } = await this.#hub.send(TOPIC.chat, { text });
    this.#port.emit('chatMessage', { text, participant: this.#port.localParticipant, at, id });
  }

  /** @param {string} emoji */
  async sendReaction(emoji) {
    if (emoji === '' || emoji.length > MAX_REACTION_LENGTH) throw new RoomError('invalid_argument', 'That is no single emoji.');
    await this.#hub.send(TOPIC.reaction, { emoji });
    this.#port.emit('reaction', { emoji, participant: this.#port.localParticipant });
  }

  /** @param {boolean} raised */
  async setHandRaised(raised) {
    const { local, localParticipant, emit } = this.#port;
    if (raised === (local.handRaisedAt !== null)) return;
    const { at } = await this.#hub.send(TOPIC.hand, { raised });
    local.handRaisedAt = raised ? at : null;
    emit(raised ? 'handRaised' : 'handLowered', { participant: localParticipant });
  }

  /**
   * Tells somebody who came later what was said before and still holds.
   *
   * @param {string} key
   */
  greet(key) {
    const { handRaisedAt } = this.#port.local;
    // Whoever has left again meanwhile needs no greeting.
    if (handRaisedAt !== null) this.#hub.send(TOPIC.hand, { raised: true, since: handRaisedAt }, { to: [key] }).catch(() => {});
  }

  /**
   * @param {string} key
   * @param {unknown} text what came over signaling
   */
  receive(key, text) {
    this.#hub.receive(key, text);
  }

  /**
   * @param {string} key
   * @param {{ordered: RTCDataChannel, fast: RTCDataChannel}} channels
   */
  connect(key, channels) {
    this.#hub.connect(key, channels);
  }

  /** @param {string} key who left */
  forget(key) {
    this.#hub.forget(key);
  }

  /**
   * The body is whatever the sender made it.
   *
   * @param {string} key
   * @param {Envelope} envelope
   */
  #received(key, { topic, id, at, body }) {
    const { emit } = this.#port;
    const participant = this.#port.participant(key);
    if (participant === undefined) return;
    const { text, emoji, raised, since } = /** @type {Record<string, unknown>} */ (typeof body === 'object' && body !== null ? body : {});
    switch (topic) {
      case TOPIC.chat:
        if (typeof text === 'string' && text !== '') emit('chatMessage', { text, participant, at, id });
        return;
      case TOPIC.reaction:
        if (typeof emoji === 'string' && emoji !== '' && emoji.length <= MAX_REACTION_LENGTH) emit('reaction', { emoji, participant });
        return;
      case TOPIC.hand:
        if (typeof raised === 'boolean') this.#hand(key, raised ? (Number.isSafeInteger(since) ? /** @type {number} */ (since) : at) : null);
        return;
      default:
        // `quality` and whatever a newer SDK says are not for applications.
        if (isApplicationTopic(topic)) emit('dataReceived', { topic, body, participant, at });
    }
  }

  /**
   * @param {string} key
   * @param {number | null} raisedAt
   */
  #hand(key, raisedAt) {
    const record = this.#port.record(key);
    const participant = this.#port.participant(key);
    if (record === undefined || participant === undefined) return;
    const changed = (record.handRaisedAt !== null) !== (raisedAt !== null);
    record.handRaisedAt = raisedAt;
    if (changed) this.#port.emit(raisedAt === null ? 'handLowered' : 'handRaised', { participant });
  }
}
