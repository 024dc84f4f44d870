/**
 * What a person reads when something fails, for every code of `docs/signaling.md` and `docs/api.md`.
 */

/**
 * What the page offers next.
 * - `retry`: the same again; - `rejoin`: back through the door; - `link`: they need another link; - `reload`: fetch the page anew;
 * - `here`: take the call over on this device; - `none`: nothing to do here.
 * @typedef {'retry' | 'rejoin' | 'link' | 'reload' | 'here' | 'none'} NextStep
 */

/**
 * @typedef {object} ErrorText
 * @property {string} title
 * @property {string} text what happened and what to do, in plain sentences
 * @property {NextStep} next
 */

/** @type {Readonly<Record<string, ErrorText>>} */
const TEXTS = Object.freeze({
  // Leaving, in the good and the bad way.
  left: { title: 'You left the meeting', text: 'Closed by accident? You can step right back in.', next: 'rejoin' },
  removed: { title: 'You were removed from this meeting', text: 'A host removed you, so you cannot come back with this link. If that was a mistake, please ask the host.', next: 'none' },
  denied: { title: 'You were not let in', text: 'The host did not admit you to this meeting. If you think that was a mistake, please contact them.', next: 'none' },
  room_ended: { title: 'The meeting has ended', text: 'The host ended it for everyone. Thank you for being there.', next: 'none' },
  replaced: { title: 'You joined from another place', text: 'This meeting is now open in another tab or on another device, so it was closed here.', next: 'here' },

  // The room cannot be entered.
  room_not_found: { title: 'There is no such meeting', text: 'The link may be incomplete, or the meeting is over. Please check it, or ask for a new one.', next: 'link' },
  room_not_open: { title: 'The meeting has not opened yet', text: 'You are early. Please come back at the time in your invitation.', next: 'retry' },
  room_expired: { title: 'This meeting is over', text: 'Its time has passed. Please ask the person who invited you for a new link.', next: 'link' },
  room_full: { title: 'The meeting is full', text: 'There is no free place at the moment. Try again when somebody has left.', next: 'retry' },
  room_locked: { title: 'The meeting is locked', text: 'The host is not letting anyone else in right now. Try again in a moment, or send them a note.', next: 'retry' },

  // Invitations.
  invite_required: { title: 'You need an invitation', text: 'This meeting opens with a personal link. Please use the link you were sent, or ask the host for one.', next: 'link' },
  invite_not_found: { title: 'This invitation does not work', text: 'The link may have been cut in half when it was copied. Please open it again from the original message, or ask for a new one.', next: 'link' },
  invite_expired: { title: 'This invitation has expired', text: 'Please ask the person who invited you for a new link.', next: 'link' },
  invite_revoked: { title: 'This invitation was withdrawn', text: 'Please ask the person who invited you for a new link.', next: 'link' },
  invite_used_up: { title: 'This invitation was already used', text: 'It was made for a limited number of people. Please ask for a new link.', next: 'link' },

  // Starting a meeting.
  meeting_key_required: { title: 'A meeting key is needed', text: 'This server starts meetings only with a key. You can get it from whoever runs it.', next: 'retry' },
  meeting_key_wrong: { title: 'That key is not right', text: 'Please check it and try again.', next: 'retry' },
  meeting_creation_off: { title: 'Meetings are not started here', text: 'On this server, meetings are made by its own application. You can still join one with its link.', next: 'none' },
  room_exists: { title: 'That name is taken', text: 'There is already a meeting with this name.', next: 'retry' },
  unauthorized: { title: 'That is not allowed here', text: 'The server did not accept this page’s credentials. Please use the link you were sent.', next: 'link' },

  // Tokens: to a person they are all "the link".
  token_malformed: { title: 'This link is damaged', text: 'Part of it is missing. Please open it again from the original message, or ask for a new one.', next: 'link' },
  token_algorithm: { title: 'This link is not valid', text: 'It was not made by this server. Please ask for a new one.', next: 'link' },
  token_unknown_key: { title: 'This link is not valid', text: 'It was made with a key that this server does not know. Please ask for a new one.', next: 'link' },
  token_signature: { title: 'This link is not valid', text: 'It was changed after it was made. Please ask for a new one.', next: 'link' },
  token_expired: { title: 'This link has expired', text: 'Please ask the person who invited you for a new one.', next: 'link' },
  token_not_yet_valid: { title: 'This link does not work yet', text: 'It becomes valid later. If the time should be right, please check the clock of this device.', next: 'retry' },
  token_no_room: { title: 'This link opens no meeting', text: 'It carries no permission to join. Please ask for a new one.', next: 'link' },
  token_wrong_room: { title: 'This link is for another meeting', text: 'Please open the original link from your invitation.', next: 'link' },

  // The connection.
  unreachable: { title: 'We cannot reach the meeting', text: 'Your internet connection may be down, or the server is. Please check your connection and try again.', next: 'retry' },
  join_timeout: { title: 'Joining took too long', text: 'The connection is slow or was interrupted. Please try again.', next: 'retry' },
  resume_failed: { title: 'The connection was lost', text: 'You were away for too long to carry on where you were. You can join again.', next: 'rejoin' },
  heartbeat_timeout: { title: 'The connection was lost', text: 'Nothing came through from your side for a while. Please check your connection and join again.', next: 'rejoin' },
  slow_consumer: { title: 'Your connection is too slow', text: 'This device could not keep up with the meeting. Close what else uses the internet and join again.', next: 'rejoin' },
  server_shutdown: { title: 'The server is restarting', text: 'That was not you. The meeting will be back in a moment.', next: 'rejoin' },
  connection_lost: { title: 'The connection was lost', text: 'Please check your internet connection and join again.', next: 'rejoin' },

  // A request that was refused; the call goes on.
  forbidden: { title: 'You may not do that', text: 'Your role in this meeting does not allow it. A host can change it.', next: 'none' },
  not_found: { title: 'That is no longer there', text: 'The person or picture has already gone.', next: 'none' },
  rate_limited: { title: 'That was too fast', text: 'Please wait a moment before you try again.', next: 'retry' },
  limit_exceeded: { title: 'That is too long', text: 'Please shorten it and try again.', next: 'retry' },
  message_too_large: { title: 'That is too large', text: 'Please shorten it and try again.', next: 'retry' },

  // Our faults.
  unsupported_protocol: { title: 'This page is out of date', text: 'The server has been updated. Please reload the page.', next: 'reload' },
  malformed_message: { title: 'Something went wrong', text: 'The page and the server misunderstood each other. Reloading the page helps in most cases.', next: 'reload' },
  unknown_message_type: { title: 'Something went wrong', text: 'The page and the server misunderstood each other. Reloading the page helps in most cases.', next: 'reload' },
  not_joined: { title: 'Something went wrong', text: 'The page lost track of the meeting. Please reload it.', next: 'reload' },
  already_joined: { title: 'Something went wrong', text: 'The page tried to join twice. Please reload it.', next: 'reload' },
  stale_epoch: { title: 'Something went wrong', text: 'The meeting changed its connections at that moment. Please try again.', next: 'retry' },
  internal: { title: 'Something went wrong on our side', text: 'It is not your fault. Please join again; if it happens twice, tell whoever runs this server.', next: 'rejoin' },
});

/** @type {ErrorText} */
const UNKNOWN = Object.freeze({ title: 'Something went wrong', text: 'The meeting could not go on. Please try again.', next: 'rejoin' });

/**
 * The text for a code; a code that this page does not know (a newer server's) gets a general one.
 * @param {string} code
 * @returns {ErrorText}
 */
export function errorText(code) {
  return Object.hasOwn(TEXTS, code) ? TEXTS[code] ?? UNKNOWN : UNKNOWN;
}

/**
 * Whether the page has its own sentence for a code.
 * @param {string} code
 * @returns {boolean}
 */
export function isKnownError(code) {
  return Object.hasOwn(TEXTS, code);
}

/**
 * The code of a refusal by the SDK (`reason`) or by the HTTP API (`code`); `internal` for anything else.
 * @param {unknown} error
 * @returns {string}
 */
export function codeOf(error) {
  if (!(error instanceof Error)) return 'internal';
  const { reason, code } = /** @type {Error & {reason?: unknown, code?: unknown}} */ (error);
  return typeof reason === 'string' ? reason : typeof code === 'string' ? code : 'internal';
}

/**
 * The time that the server names in its words about a room that opens later.
 * @param {unknown} error
 * @returns {number | null} milliseconds since 1970
 */
export function openingTime(error) {
  const seconds = error instanceof Error ? /\b(\d{9,11}) \(Unix seconds\)/u.exec(error.message)?.[1] : undefined;
  return seconds === undefined ? null : Number(seconds) * 1000;
}
