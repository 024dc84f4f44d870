public import Rooms
public import SignalingProtocol
public import Units

/// Decides whether a token opens a room.
public protocol Doorkeeper: Sendable {
    /// Reads the token and finds the room. May wait for a database.
    func admit(_ token: String, at now: UnixTime) async -> Result<Entrant, Refusal>
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
