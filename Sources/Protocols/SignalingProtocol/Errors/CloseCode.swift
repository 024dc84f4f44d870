/// The code with which a WebSocket is closed (RFC 6455 §7.4): an open set, ours from 4000 listed in `docs/signaling.md`.
public struct CloseCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The number on the wire.
    public let rawValue: UInt16

    /// Creates a code from the number on the wire.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public var description: String { String(rawValue) }

    /// Done.
    public static let normal = Self(rawValue: 1000)
    /// The server stops, or the page was left.
    public static let goingAway = Self(rawValue: 1001)
    /// A message was too long.
    public static let messageTooBig = Self(rawValue: 1009)
    /// The server's own fault.
    public static let internalError = Self(rawValue: 1011)
    /// Too many messages that break the protocol.
    public static let protocolError = Self(rawValue: 4000)
    /// The token is not accepted.
    public static let tokenRefused = Self(rawValue: 4001)
    /// Another protocol version.
    public static let unsupportedProtocol = Self(rawValue: 4002)
    /// The identity was removed and stays out.
    public static let removed = Self(rawValue: 4003)
    /// The room is not there, not yet, or no longer.
    public static let roomUnavailable = Self(rawValue: 4004)
    /// No `join` in time.
    public static let joinTimeout = Self(rawValue: 4008)
    /// The same identity joined elsewhere.
    public static let replaced = Self(rawValue: 4009)
    /// The room is full.
    public static let roomFull = Self(rawValue: 4010)
    /// The room is locked.
    public static let roomLocked = Self(rawValue: 4011)
    /// The client does not read.
    public static let slowConsumer = Self(rawValue: 4013)
    /// The client went silent.
    public static let heartbeatTimeout = Self(rawValue: 4014)
    /// Refused in the lobby.
    public static let denied = Self(rawValue: 4015)
    /// Too many messages for too long.
    public static let rateLimited = Self(rawValue: 4029)
}
