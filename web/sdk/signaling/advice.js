/**
 * What a client does on each code: the table of `docs/signaling.md`, "Errors".
 *
 * @typedef {import('../errors.js').Remedy} Remedy
 * @typedef {{then: 'resume'} | {then: 'end', remedy: Remedy}} Advice
 */

/** @type {Advice} */
const resume = { then: 'resume' };

/** @type {(remedy: Remedy) => Advice} */
const end = (remedy) => ({ then: 'end', remedy });

/** @type {ReadonlyMap<string, Advice>} */
const byCode = new Map([
  ['malformed_message', end('reload')],
  ['unknown_message_type', end('reload')],
  ['message_too_large', end('reload')],
  ['unsupported_protocol', end('reload')],
  ['not_joined', end('reload')],
  ['token_malformed', end('token')],
  ['token_algorithm', end('token')],
  ['token_unknown_key', end('token')],
  ['token_signature', end('token')],
  ['token_expired', end('token')],
  ['token_not_yet_valid', end('token')],
  ['token_no_room', end('token')],
  ['token_wrong_room', end('token')],
  ['removed', end('none')],
  ['denied', end('none')],
  ['room_not_found', end('none')],
  ['room_ended', end('none')],
  ['room_expired', end('none')],
  ['room_not_open', end('retry')],
  ['room_full', end('retry')],
  ['room_locked', end('retry')],
  ['replaced', end('retry')],
  ['forbidden', end('none')],
  ['join_timeout', resume],
  ['rate_limited', resume],
  ['heartbeat_timeout', resume],
  ['slow_consumer', resume],
  ['server_shutdown', resume],
  ['internal', resume],
]);

/**
 * Close codes whose `closing` did not arrive. Those of several codes get the most general one.
 *
 * @type {ReadonlyMap<number, string>}
 */
const byCloseCode = new Map([
  [1001, 'server_shutdown'],
  [1009, 'message_too_large'],
  [1011, 'internal'],
  [4000, 'malformed_message'],
  [4001, 'token_expired'],
  [4002, 'unsupported_protocol'],
  [4003, 'removed'],
  [4004, 'room_ended'],
  [4008, 'join_timeout'],
  [4009, 'replaced'],
  [4010, 'room_full'],
  [4011, 'room_locked'],
  [4013, 'slow_consumer'],
  [4014, 'heartbeat_timeout'],
  [4015, 'denied'],
  [4029, 'rate_limited'],
]);

/**
 * @param {string} code
 * @param {boolean} [reconnect] the server's own word on a code that this client does not know
 * @returns {Advice}
 */
export function adviceFor(code, reconnect = true) {
  return byCode.get(code) ?? (reconnect ? resume : end('retry'));
}

/**
 * @param {number} closeCode
 * @returns {string | null} null: nobody said why, the socket is just lost
 */
export function codeOfClose(closeCode) {
  return byCloseCode.get(closeCode) ?? null;
}
