public import Identifiers
public import RoomModel
public import SignalingProtocol

/// Somebody whose token was accepted, on the way into a room.
public struct Entrant: Sendable {
    /// The room they go to.
    public var room: RoomSettings
    /// Who they are and what they may.
    public var request: EntryRequest
    /// The token they live by.
    public var credential: SessionCredential

    /// Creates an entrant.
    public init(room: RoomSettings, request: EntryRequest, credential: SessionCredential) {
        self.room = room
        self.request = request
        self.credential = credential
    }
}

/// What became of a `join`.
public enum EntryOutcome: Sendable, Hashable {
    /// The session is open; `joined` or `waiting` was sent.
    case opened(SessionID)
    /// Not let in; nothing was sent.
    case refused(SignalingErrorCode)
    /// The socket was gone; nothing has changed.
    case abandoned
}

/// What became of a `resume`.
public enum ResumeOutcome: Sendable, Hashable {
    /// The session goes on; `resumed` and what was missed were sent.
    case resumed
    /// It cannot go on, for this reason; nothing was sent.
    case failed(SignalingErrorCode)
    /// The new socket was gone; the session is as it was.
    case abandoned
}
