/// Why something was refused or ended: an open set of words, listed with their meaning in `docs/signaling.md`.
public struct SignalingErrorCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The word on the wire.
    public let rawValue: String

    /// Creates a code from the word on the wire.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public var description: String { rawValue }

    /// Not JSON, not an object, or a member is missing or wrong.
    public static let malformedMessage = Self(rawValue: "malformed_message")
    /// The message's `type` is not known.
    public static let unknownMessageType = Self(rawValue: "unknown_message_type")
    /// The message is longer than any may be.
    public static let messageTooLarge = Self(rawValue: "message_too_large")
    /// A member is beyond its limit.
    public static let limitExceeded = Self(rawValue: "limit_exceeded")
    /// `join.protocol` is another version than ours.
    public static let unsupportedProtocol = Self(rawValue: "unsupported_protocol")
    /// A message before `join`.
    public static let notJoined = Self(rawValue: "not_joined")
    /// A second `join` or `resume`.
    public static let alreadyJoined = Self(rawValue: "already_joined")
    /// No `join` in time.
    public static let joinTimeout = Self(rawValue: "join_timeout")
    /// The token is no JWT.
    public static let tokenMalformed = Self(rawValue: "token_malformed")
    /// The token is not signed with HS256.
    public static let tokenAlgorithm = Self(rawValue: "token_algorithm")
    /// The token's issuer is not a known key.
    public static let tokenUnknownKey = Self(rawValue: "token_unknown_key")
    /// The token's signature is wrong.
    public static let tokenSignature = Self(rawValue: "token_signature")
    /// The token's life is over.
    public static let tokenExpired = Self(rawValue: "token_expired")
    /// The token's life has not begun.
    public static let tokenNotYetValid = Self(rawValue: "token_not_yet_valid")
    /// The token names no room, or may not join one.
    public static let tokenNoRoom = Self(rawValue: "token_no_room")
    /// The token is for another room.
    public static let tokenWrongRoom = Self(rawValue: "token_wrong_room")
    /// This identity was removed from the room.
    public static let removed = Self(rawValue: "removed")
    /// There is no such room.
    public static let roomNotFound = Self(rawValue: "room_not_found")
    /// The room was deleted, or the call ended.
    public static let roomEnded = Self(rawValue: "room_ended")
    /// Before the room's `not_before`.
    public static let roomNotOpen = Self(rawValue: "room_not_open")
    /// After the room's `expires_at`.
    public static let roomExpired = Self(rawValue: "room_expired")
    /// The room has as many participants as it takes.
    public static let roomFull = Self(rawValue: "room_full")
    /// A host locked the room.
    public static let roomLocked = Self(rawValue: "room_locked")
    /// Refused in the lobby.
    public static let denied = Self(rawValue: "denied")
    /// The same identity joined elsewhere.
    public static let replaced = Self(rawValue: "replaced")
    /// The session cannot be resumed.
    public static let resumeFailed = Self(rawValue: "resume_failed")
    /// A description or candidate of another topology epoch.
    public static let staleEpoch = Self(rawValue: "stale_epoch")
    /// No such participant or track.
    public static let notFound = Self(rawValue: "not_found")
    /// The role or grant does not allow it.
    public static let forbidden = Self(rawValue: "forbidden")
    /// Too many messages in too short a time.
    public static let rateLimited = Self(rawValue: "rate_limited")
    /// Nothing came for longer than the heartbeat allows.
    public static let heartbeatTimeout = Self(rawValue: "heartbeat_timeout")
    /// The client does not read what is sent to it.
    public static let slowConsumer = Self(rawValue: "slow_consumer")
    /// The server stops or restarts.
    public static let serverShutdown = Self(rawValue: "server_shutdown")
    /// The server's own fault.
    public static let `internal` = Self(rawValue: "internal")
}
