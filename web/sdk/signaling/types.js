/**
 * The shapes of the signaling session. Types only; nothing here runs.
 *
 * @typedef {import('../protocol/types.js').ServerMessage} ServerMessage
 * @typedef {import('../protocol/types.js').ClientMessage} ClientMessage
 * @typedef {import('../protocol/types.js').RequestMessage} RequestMessage
 * @typedef {import('../protocol/types.js').AckMessage} AckMessage
 *
 * @typedef {RequestMessage extends infer Each ? Each extends RequestMessage ? Omit<Each, 'id'> : never : never} Request
 *   a request before it has an id
 *
 * @typedef {object} PendingRequest
 * @property {number} key the caller's, never sent
 * @property {number} id 0: not sent yet
 * @property {Request} request
 *
 * @typedef {object} Session
 * @property {string} id
 * @property {string} resumeToken
 * @property {number} resumeWindowMs
 * @property {number} pingIntervalMs
 * @property {number} pingTimeoutMs
 *
 * @typedef {'idle' | 'opening' | 'joining' | 'resuming' | 'open' | 'retrying' | 'leaving' | 'ended'} Phase
 *   `opening`: the socket is; `joining` `resuming`: an answer is awaited; `open`: in the room or its lobby; `retrying`: before the next attempt
 *
 * @typedef {object} SessionState
 * @property {Phase} phase
 * @property {number} socket number of the current socket; inputs from an older one are ignored
 * @property {string} token the newest
 * @property {number | null} tokenExpiresAt
 * @property {string | undefined} room
 * @property {string | undefined} client
 * @property {Session | null} session
 * @property {boolean} joined the session is in the room, not in its lobby
 * @property {number} lastSeq
 * @property {number} nextId
 * @property {PendingRequest[]} pending in the order in which they were made; not answered yet
 * @property {number} attempt of reconnecting, 0 while connected
 * @property {number | null} giveUpAt until the first answer of the server; null afterwards: then only the token's life counts
 * @property {number} lostAt when the socket was lost
 * @property {number | null} deadline of the phase: an answer, the next attempt, the end of leaving
 * @property {number} deadAt while open: nothing came until then
 * @property {number} pingAt while open: the next heartbeat
 * @property {{code: string, message: string, reconnect: boolean} | null} closing what the server said before closing
 * @property {number | null} rttMs of the last heartbeat
 *
 * @typedef {{type: 'start', token: string, room?: string, client?: string, connectTimeoutMs: number}
 *   | {type: 'opened', socket: number}
 *   | {type: 'received', socket: number, message: ServerMessage}
 *   | {type: 'unreadable', socket: number, seq: number | null}
 *   | {type: 'closed', socket: number, code: number}
 *   | {type: 'network', change: import('../environment.js').NetworkChange}
 *   | {type: 'request', key: number, request: Request}
 *   | {type: 'leave'}
 *   | {type: 'timer'}} SessionInput
 *
 * @typedef {{type: 'openSocket', socket: number}
 *   | {type: 'closeSocket', socket: number, code: number}
 *   | {type: 'send', socket: number, message: ClientMessage}
 *   | {type: 'deliver', message: ServerMessage}
 *   | {type: 'resolve', key: number, ack: AckMessage}
 *   | {type: 'reject', key: number, code: string, message: string}
 *   | {type: 'reconnecting', attempt: number}
 *   | {type: 'reconnected'}
 *   | {type: 'ended', reason: string, message: string, remedy: import('../errors.js').Remedy}} SessionAction
 *
 * @typedef {object} Moment
 * @property {number} now milliseconds since 1970
 * @property {number} random 0 to 1
 */

export {};
