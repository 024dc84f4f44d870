public import Identifiers
public import Rooms
public import SignalingProtocol
public import Units

/// Decides whether a token opens a room.
public protocol Doorkeeper: Sendable {
    /// Reads the token and finds the room. May wait for a database.
    ///
    /// `room` is where the client means to go; a token for another room is refused.
    func admit(_ token: String, to room: RoomName?, at now: UnixTime) async -> Result<Entrant, Refusal>
}

/// Why somebody is not let in.
public struct Refusal: Error, Sendable, Hashable {
    /// The code they are told.
    public var code: SignalingErrorCode

    /// Creates a refusal.
    public init(_ code: SignalingErrorCode) {
        self.code = code
    }
}
