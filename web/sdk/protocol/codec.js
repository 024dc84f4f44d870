import { clientMessages } from './client-messages.js';
import { isObject, ProtocolError } from './schema.js';
import { serverMessages } from './server-messages.js';

/**
 * @typedef {import('./types.js').ClientMessage} ClientMessage
 * @typedef {import('./types.js').ServerMessage} ServerMessage
 */

/** The version of `docs/signaling.md` that this client speaks. */
export const PROTOCOL_VERSION = 1;

/** Bytes of UTF-8; the server closes with 1009 beyond this. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/**
 * Reads what a server sent. Unknown members are dropped; a missing or wrong one throws a `ProtocolError`.
 *
 * @param {string} text
 * @returns {ServerMessage}
 */
export function decodeServerMessage(text) {
  return decode(text, serverMessages);
}

/**
 * Reads what a client sent: for tests and for tools that speak the server's side.
 *
 * @param {string} text
 * @returns {ClientMessage}
 */
export function decodeClientMessage(text) {
  return decode(text, clientMessages);
}

/**
 * Writes a message in canonical form. Throws a `ProtocolError` for one that the server would refuse or that is too large for it.
 *
 * @param {ClientMessage | ServerMessage} message
 * @returns {string}
 */
export function encodeMessage(message) {
  const schemas = Object.hasOwn(clientMessages, message.type) && !isServerForm(message) ? clientMessages : serverMessages;
  const text = JSON.stringify(read(message, schemas));
  if (byteLength(text) > MAX_MESSAGE_BYTES) {
    throw new ProtocolError('message_too_large', `A message of type '${message.type}' is larger than ${MAX_MESSAGE_BYTES} bytes.`);
  }
  return text;
}

/**
 * `description`, `candidate` and `data` exist in both directions; the server's have a sequence number.
 *
 * @param {ClientMessage | ServerMessage} message
 */
function isServerForm(message) {
  return 'seq' in message;
}

/**
 * @param {string} text
 * @param {Record<string, import('./schema.js').Reader<any>>} schemas
 */
function decode(text, schemas) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProtocolError('malformed_message', 'The message is not JSON.');
  }
  return read(value, schemas);
}

/**
 * @param {unknown} value
 * @param {Record<string, import('./schema.js').Reader<any>>} schemas
 */
function read(value, schemas) {
  if (!isObject(value)) throw new ProtocolError('malformed_message', 'The message is not an object.');
  const { type } = value;
  if (typeof type !== 'string') throw new ProtocolError('malformed_message', "'type' is not a string.");
  const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
  if (schema === undefined) throw new ProtocolError('unknown_message_type', `There is no message type '${type.slice(0, 64)}'.`);
  return schema(value, '');
}

const utf8 = new TextEncoder();

/**
 * @param {string} text
 * @returns {number} bytes of its UTF-8 form
 */
export function byteLength(text) {
  return utf8.encode(text).length;
}
