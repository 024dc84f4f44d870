import Units

/// Whether people are or were in a room, which decides the timeout that applies to it.
enum RoomOccupation: Sendable, Hashable {
    /// Nobody has entered yet.
    case neverEntered
    /// Somebody is in the call or waits in the lobby.
    case occupied
    /// Everybody has left, the last one at this time.
    case empty(since: UnixTime)
    /// An earlier run of the server left the room behind, at this time or before, and with it the knowledge of who was in it.
    case leftBehind(at: UnixTime)

    /// What becomes of this once one has looked into the room.
    func seen(isOccupied: Bool, at now: UnixTime) -> RoomOccupation {
        switch self {
        case .neverEntered, .empty, .leftBehind: isOccupied ? .occupied : self
        case .occupied: isOccupied ? self : .empty(since: now)
        }
    }
}
