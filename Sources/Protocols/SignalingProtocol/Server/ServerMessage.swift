/// A message from the server to a client.
public enum ServerMessage: Sendable, Hashable {
    /// The session, and everything about the room.
    case joined(Joined)
    /// One waits in the lobby.
    case waiting(WaitingNotice)
    /// The session goes on.
    case resumed(Resumed)
    /// Heartbeat.
    case pong(Pong)
    /// The socket is about to be closed.
    case closing(Closing)
    /// A request was carried out.
    case ack(Ack)
    /// A message was refused.
    case error(ErrorReply)
    /// Somebody joined.
    case participantJoined(ParticipantJoined)
    /// Somebody changed.
    case participantUpdated(ParticipantUpdated)
    /// Somebody left.
    case participantLeft(ParticipantLeft)
    /// A track was published.
    case trackPublished(TrackPublished)
    /// A track ended.
    case trackUnpublished(TrackUnpublished)
    /// A track was muted or unmuted.
    case trackMuted(TrackMuted)
    /// The room changed.
    case roomUpdated(RoomUpdated)
    /// Somebody waits.
    case lobbyJoined(LobbyJoined)
    /// Somebody no longer waits.
    case lobbyLeft(LobbyLeft)
    /// Media takes another way.
    case topology(TopologyChanged)
    /// A session description.
    case description(Description)
    /// An ICE candidate.
    case candidate(Candidate)
    /// Chat and the like.
    case data(DataMessage)
    /// A fresh token.
    case token(TokenIssued)
    /// Fresh STUN and TURN credentials.
    case iceServers(ICEServersChanged)

    /// The `type` member; a small fixed set, fit for a metric's label.
    public var type: String {
        Swift.type(of: payload).type
    }

    /// Whether messages of this type carry a sequence number.
    ///
    /// An `error` does, but for one before `joined`.
    public var isSequenced: Bool {
        switch self {
        case .joined, .waiting, .resumed, .pong, .closing: false
        case .ack, .error, .participantJoined, .participantUpdated, .participantLeft, .trackPublished, .trackUnpublished, .trackMuted,
            .roomUpdated, .lobbyJoined, .lobbyLeft, .topology, .description, .candidate, .data, .token, .iceServers:
            true
        }
    }

    var payload: any ServerPayload {
        switch self {
        case .joined(let message): message
        case .waiting(let message): message
        case .resumed(let message): message
        case .pong(let message): message
        case .closing(let message): message
        case .ack(let message): message
        case .error(let message): message
        case .participantJoined(let message): message
        case .participantUpdated(let message): message
        case .participantLeft(let message): message
        case .trackPublished(let message): message
        case .trackUnpublished(let message): message
        case .trackMuted(let message): message
        case .roomUpdated(let message): message
        case .lobbyJoined(let message): message
        case .lobbyLeft(let message): message
        case .topology(let message): message
        case .description(let message): message
        case .candidate(let message): message
        case .data(let message): message
        case .token(let message): message
        case .iceServers(let message): message
        }
    }
}
