/// A message from a client to the server.
public enum ClientMessage: Sendable, Hashable {
    /// Enter a room.
    case join(Join)
    /// Go on after a lost socket.
    case resume(Resume)
    /// Heartbeat and confirmation.
    case ping(Ping)
    /// Leave for good.
    case leave(Leave)
    /// Announce a track.
    case publish(Publish)
    /// End one's own track.
    case unpublish(Unpublish)
    /// Mute one's own track.
    case mute(Mute)
    /// Change one's own description.
    case update(Update)
    /// A session description for another participant.
    case description(DescriptionRequest)
    /// An ICE candidate for another participant.
    case candidate(CandidateRequest)
    /// Chat and the like.
    case data(DataRequest)
    /// Moderation.
    case moderate(Moderate)

    /// The request's number; `nil` for `join`, `resume` and `ping`, which have none.
    public var requestID: RequestID? {
        switch self {
        case .join, .resume, .ping: nil
        case .leave(let message): message.id
        case .publish(let message): message.id
        case .unpublish(let message): message.id
        case .mute(let message): message.id
        case .update(let message): message.id
        case .description(let message): message.id
        case .candidate(let message): message.id
        case .data(let message): message.id
        case .moderate(let message): message.id
        }
    }

    /// The `type` member; a small fixed set, fit for a metric's label.
    public var type: String {
        Swift.type(of: payload).type
    }

    var payload: any ClientPayload {
        switch self {
        case .join(let message): message
        case .resume(let message): message
        case .ping(let message): message
        case .leave(let message): message
        case .publish(let message): message
        case .unpublish(let message): message
        case .mute(let message): message
        case .update(let message): message
        case .description(let message): message
        case .candidate(let message): message
        case .data(let message): message
        case .moderate(let message): message
        }
    }
}
