/**
 * The messages between an embedded call and the page around it. Command and event names are those of Jitsi's IFrame API where it has one.
 * Every message is `{saleflow: 1, type: 'command' | 'event', name, …}`; anything else is not for us.
 */

/** @type {readonly string[]} */
export const COMMANDS = Object.freeze([
  'toggleAudio', 'toggleVideo', 'toggleShareScreen', 'toggleChat', 'toggleRaiseHand', 'toggleTileView', 'pinParticipant',
  'displayName', 'sendChatMessage', 'hangup',
]);

/** @type {readonly string[]} */
export const EVENTS = Object.freeze([
  'ready', 'videoConferenceJoined', 'videoConferenceLeft', 'participantJoined', 'participantLeft', 'audioMuteStatusChanged',
  'videoMuteStatusChanged', 'screenSharingStatusChanged', 'raiseHandUpdated', 'incomingMessage', 'recordingStatusChanged',
  'dominantSpeakerChanged', 'errorOccurred', 'readyToClose',
]);

/**
 * @typedef {{name: string, value: string | null}} EmbedCommand
 */

/**
 * Reads a message from the parent.
 * @param {unknown} data
 * @returns {EmbedCommand | null} null: not ours, or no command that we know
 */
export function parseCommand(data) {
  if (typeof data !== 'object' || data === null) return null;
  const message = /** @type {Record<string, unknown>} */ (data);
  if (message['saleflow'] !== 1 || message['type'] !== 'command') return null;
  const { name, value } = message;
  if (typeof name !== 'string' || !COMMANDS.includes(name)) return null;
  if (value !== undefined && value !== null && typeof value !== 'string') return null;
  return { name, value: typeof value === 'string' ? value.slice(0, 4096) : null };
}

/**
 * The origin of the page around this one, if it may speak with us.
 *
 * `ancestorOrigins` cannot be changed by the parent, but Firefox does not have it; `referrer` may be withheld, and then there is no
 * conversation. A deeper nesting than one is not spoken with.
 * @param {{ancestorOrigins: readonly string[] | null, referrer: string, own: string}} context
 * @param {readonly string[]} allowed origins such as `https://crm.example`; `*` allows every one
 * @returns {string | null}
 */
export function parentOrigin({ ancestorOrigins, referrer, own }, allowed) {
  const origin = ancestorOrigins !== null ? (ancestorOrigins.length === 1 ? ancestorOrigins[0] ?? '' : '') : originOf(referrer);
  if (origin === '' || origin === 'null') return null;
  return origin === own || allowed.includes(origin) || allowed.includes('*') ? origin : null;
}

/**
 * @param {string} address
 * @returns {string}
 */
function originOf(address) {
  try {
    return new URL(address).origin;
  } catch {
    return '';
  }
}
