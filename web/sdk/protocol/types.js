/**
 * The messages of `docs/signaling.md`, version 1. Types only; the codec is `codec.js`, the schemas are `client-messages.js`,
 * `server-messages.js` and `objects.js`.
 *
 * @typedef {'camera' | 'microphone' | 'screen_share' | 'screen_share_audio'} TrackSource
 * @typedef {'host' | 'cohost' | 'guest' | 'observer'} Role
 * @typedef {'active' | 'reconnecting'} ParticipantState
 * @typedef {'offer' | 'answer' | 'rollback'} DescriptionType
 * @typedef {'admit' | 'deny' | 'remove' | 'mute' | 'set_role' | 'lock' | 'lobby' | 'end'} ModerationAction
 *
 * @typedef {object} TrackInfo
 * @property {string} id `TR_`
 * @property {string} cid the publisher's own id
 * @property {TrackSource} source
 * @property {string} [name]
 * @property {boolean} muted
 * @property {number} [width] pixels
 * @property {number} [height] pixels
 *
 * @typedef {Omit<TrackInfo, 'id'>} NewTrack
 *
 * @typedef {object} ParticipantInfo
 * @property {string} id `PA_`
 * @property {string} identity
 * @property {string} name
 * @property {Role} role
 * @property {ParticipantState} state
 * @property {string} metadata
 * @property {Record<string, string>} attributes
 * @property {number} joined_at
 * @property {TrackSource[]} can_publish
 * @property {boolean} can_publish_data
 * @property {boolean} hidden
 * @property {TrackInfo[]} tracks
 *
 * @typedef {object} WaitingInfo somebody in the lobby
 * @property {string} id `PA_`
 * @property {string} identity
 * @property {string} name
 * @property {number} since_at
 *
 * @typedef {object} RoomInfo
 * @property {string} id `RM_`
 * @property {string} name
 * @property {string} title
 * @property {string} metadata
 * @property {boolean} locked
 * @property {boolean} lobby
 * @property {number} max_participants
 * @property {number} created_at
 * @property {number} [expires_at]
 *
 * @typedef {object} Topology
 * @property {'mesh' | 'sfu'} kind
 * @property {number} epoch
 * @property {string} reason
 *
 * @typedef {object} IceServer
 * @property {string[]} urls
 * @property {string} [username]
 * @property {string} [credential]
 *
 * @typedef {object} MediaSection which track an m-section carries
 * @property {string} mid
 * @property {string} track `TR_`
 *
 * @typedef {object} DescriptionBody
 * @property {number} epoch
 * @property {number} generation
 * @property {DescriptionType} sdp_type
 * @property {string} sdp
 * @property {MediaSection[]} tracks
 *
 * @typedef {object} CandidateBody
 * @property {number} epoch
 * @property {number} generation
 * @property {string} candidate empty: end of candidates
 * @property {string} [sdp_mid]
 * @property {number} [sdp_m_line_index]
 * @property {string} [username_fragment]
 *
 * @typedef {{type: 'join', protocol: number, token: string, room?: string, client?: string}} JoinMessage
 * @typedef {{type: 'resume', session: string, resume_token: string, last_seq: number}} ResumeMessage
 * @typedef {{type: 'ping', last_seq: number, sent_at: number}} PingMessage
 * @typedef {{type: 'leave', id: number}} LeaveMessage
 * @typedef {{type: 'publish', id: number, track: NewTrack}} PublishMessage
 * @typedef {{type: 'unpublish', id: number, track: string}} UnpublishMessage
 * @typedef {{type: 'mute', id: number, track: string, muted: boolean}} MuteMessage
 * @typedef {{type: 'update', id: number, name?: string, metadata?: string, attributes?: Record<string, string>}} UpdateMessage
 * @typedef {{type: 'description', id: number, to: string} & DescriptionBody} ClientDescriptionMessage
 * @typedef {{type: 'candidate', id: number, to: string} & CandidateBody} ClientCandidateMessage
 * @typedef {{type: 'data', id: number, to?: string[], topic: string, payload: string}} ClientDataMessage
 * @typedef {{type: 'moderate', id: number, action: ModerationAction, participant?: string, track?: string, role?: Role, value?: boolean}} ModerateMessage
 *
 * @typedef {LeaveMessage | PublishMessage | UnpublishMessage | MuteMessage | UpdateMessage | ClientDescriptionMessage
 *   | ClientCandidateMessage | ClientDataMessage | ModerateMessage} RequestMessage answered by one `ack` or `error`
 * @typedef {JoinMessage | ResumeMessage | PingMessage | RequestMessage} ClientMessage
 *
 * @typedef {object} SessionMembers
 * @property {string} session `SE_`
 * @property {string} resume_token
 * @property {number} resume_window_ms
 * @property {number} ping_interval_ms
 * @property {number} ping_timeout_ms
 *
 * @typedef {{type: 'joined'} & SessionMembers & {you: ParticipantInfo, room: RoomInfo, participants: ParticipantInfo[],
 *   waiting: WaitingInfo[], topology: Topology, ice_servers: IceServer[], server: string}} JoinedMessage
 * @typedef {{type: 'waiting'} & SessionMembers & {room: RoomInfo}} WaitingMessage
 * @typedef {{type: 'resumed', last_id: number, next_seq: number}} ResumedMessage
 * @typedef {{type: 'pong', sent_at: number, received_at: number}} PongMessage
 * @typedef {{type: 'closing', code: string, message: string, reconnect: boolean}} ClosingMessage
 * @typedef {{type: 'ack', seq: number, id: number, track?: TrackInfo}} AckMessage
 * @typedef {{type: 'error', seq?: number, id?: number, code: string, message: string}} ErrorMessage
 * @typedef {{type: 'participant_joined', seq: number, participant: ParticipantInfo}} ParticipantJoinedMessage
 * @typedef {{type: 'participant_updated', seq: number, participant: ParticipantInfo}} ParticipantUpdatedMessage
 * @typedef {{type: 'participant_left', seq: number, participant: string, reason: string}} ParticipantLeftMessage
 * @typedef {{type: 'track_published', seq: number, participant: string, track: TrackInfo}} TrackPublishedMessage
 * @typedef {{type: 'track_unpublished', seq: number, participant: string, track: string}} TrackUnpublishedMessage
 * @typedef {{type: 'track_muted', seq: number, participant: string, track: string, muted: boolean, by?: string}} TrackMutedMessage
 * @typedef {{type: 'room_updated', seq: number, room: RoomInfo}} RoomUpdatedMessage
 * @typedef {{type: 'lobby_joined', seq: number, waiting: WaitingInfo}} LobbyJoinedMessage
 * @typedef {{type: 'lobby_left', seq: number, participant: string, reason: string}} LobbyLeftMessage
 * @typedef {{type: 'topology', seq: number, topology: Topology}} TopologyMessage
 * @typedef {{type: 'description', seq: number, from: string} & DescriptionBody} ServerDescriptionMessage
 * @typedef {{type: 'candidate', seq: number, from: string} & CandidateBody} ServerCandidateMessage
 * @typedef {{type: 'data', seq: number, from: string, topic: string, payload: string, direct: boolean}} ServerDataMessage
 * @typedef {{type: 'token', seq: number, token: string, expires_at: number}} TokenMessage
 * @typedef {{type: 'ice_servers', seq: number, ice_servers: IceServer[]}} IceServersMessage
 *
 * @typedef {JoinedMessage | WaitingMessage | ResumedMessage | PongMessage | ClosingMessage | AckMessage | ErrorMessage
 *   | ParticipantJoinedMessage | ParticipantUpdatedMessage | ParticipantLeftMessage | TrackPublishedMessage | TrackUnpublishedMessage
 *   | TrackMutedMessage | RoomUpdatedMessage | LobbyJoinedMessage | LobbyLeftMessage | TopologyMessage | ServerDescriptionMessage
 *   | ServerCandidateMessage | ServerDataMessage | TokenMessage | IceServersMessage} ServerMessage
 */

export {};
