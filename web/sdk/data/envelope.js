import { RoomError } from '../errors.js';
import { byteLength } from '../protocol/codec.js';

/**
 * What travels over the data channel and, as the payload of `data`, over signaling: `docs/signaling.md`, "Who starts a mesh link".
 *
 * @typedef {object} Envelope
 * @property {string} topic
 * @property {string} id unique per sender
 * @property {number} at milliseconds since 1970, by the sender's clock
 * @property {unknown} body any JSON value
 */

/** Bytes of UTF-8. */
export const MAX_ENVELOPE_BYTES = 64 * 1024;

/** Units of UTF-16. */
const MAX_TOPIC_LENGTH = 64;
const MAX_ID_LENGTH = 64;

/** Topics of the SDK; an application's own begin with `app:`. */
export const TOPIC = Object.freeze({ chat: 'chat', reaction: 'reaction', hand: 'hand', quality: 'quality' });

/**
 * @param {Envelope} envelope
 * @returns {string}
 */
export function encodeEnvelope({ topic, id, at, body }) {
  const text = JSON.stringify({ topic, id, at, body: body === undefined ? null : body });
  const size = byteLength(text);
  if (size > MAX_ENVELOPE_BYTES) {
    throw new RoomError('limit_exceeded', `A message has ${size} bytes, and at most ${MAX_ENVELOPE_BYTES} are allowed.`);
  }
  return text;
}

/**
 * Reads what another participant sent, who may send anything.
 *
 * @param {unknown} text
 * @returns {Envelope | null} null for whatever is no envelope
 */
export function decodeEnvelope(text) {
  if (typeof text !== 'string' || byteLength(text) > MAX_ENVELOPE_BYTES) return null;
  try {
    const value = JSON.parse(text);
    const { topic, id, at, body } = value;
    if (typeof topic !== 'string' || topic === '' || topic.length > MAX_TOPIC_LENGTH) return null;
    if (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH) return null;
    if (!Number.isSafeInteger(at)) return null;
    return { topic, id, at, body: body === undefined ? null : body };
  } catch {
    return null;
  }
}

/**
 * Whether an application may send on this topic.
 *
 * @param {string} topic
 */
export function isApplicationTopic(topic) {
  return topic.startsWith('app:') && topic.length > 4 && topic.length <= MAX_TOPIC_LENGTH;
}
