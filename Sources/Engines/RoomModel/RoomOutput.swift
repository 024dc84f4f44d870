public import Identifiers
public import SignalingProtocol

/// What the room wants done.
///
/// A shell carries these out in order.
public enum RoomOutput: Sendable, Hashable {
    /// Deliver one message, encoded once, to each of these.
    case send(ServerMessage, to: [ParticipantID])
    /// Somebody who waited is in: send them `joined`.
    case admitted(ParticipantID)
    /// The session is over: say `closing` with this code and close its socket.
    case close(ParticipantID, SignalingErrorCode)
    /// Record, so that it outlives a restart, that this person stays out; then call ``RoomModel/removalRecorded(_:succeeded:)``.
    case recordRemoval(PendingRemoval)
    /// A host changed the settings: keep them.
    case saveSettings(RoomSettings)
}

/// A removal that takes effect once it is recorded.
public struct PendingRemoval: Sendable, Hashable {
    /// Who stays out.
    public var identity: Identity
    /// Who asked.
    public var moderator: ParticipantID
    /// The moderator's request, which is answered when the removal is recorded.
    public var request: RequestID
    /// The error that the person is sent away with.
    public var code: SignalingErrorCode

    /// Creates a removal that still has to be recorded.
    public init(identity: Identity, moderator: ParticipantID, request: RequestID, code: SignalingErrorCode) {
        self.identity = identity
        self.moderator = moderator
        self.request = request
        self.code = code
    }
}
