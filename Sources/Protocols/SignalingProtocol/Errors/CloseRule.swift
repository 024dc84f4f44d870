/// Whether an error ends the socket.
public enum CloseRule: Sendable, Hashable {
    /// The session goes on.
    case never
    /// The socket is closed at once.
    case atOnce(CloseCode)
    /// The socket is closed with the given code when this many errors of the sort have been answered.
    case after(Int, CloseCode)
}

extension SignalingErrorCode {
    /// Whether an error of this code ends the socket.
    ///
    /// A code that this version does not know never does.
    public var closeRule: CloseRule {
        switch self {
        case .malformedMessage, .unknownMessageType: .after(8, .protocolError)
        case .rateLimited: .after(200, .rateLimited)
        case .messageTooLarge: .atOnce(.messageTooBig)
        case .unsupportedProtocol: .atOnce(.unsupportedProtocol)
        case .notJoined: .atOnce(.protocolError)
        case .joinTimeout: .atOnce(.joinTimeout)
        case .tokenMalformed, .tokenAlgorithm, .tokenUnknownKey, .tokenSignature, .tokenExpired, .tokenNotYetValid, .tokenNoRoom,
            .tokenWrongRoom:
            .atOnce(.tokenRefused)
        case .removed: .atOnce(.removed)
        case .roomNotFound, .roomEnded, .roomNotOpen, .roomExpired: .atOnce(.roomUnavailable)
        case .roomFull: .atOnce(.roomFull)
        case .roomLocked: .atOnce(.roomLocked)
        case .denied: .atOnce(.denied)
        case .replaced: .atOnce(.replaced)
        case .heartbeatTimeout: .atOnce(.heartbeatTimeout)
        case .slowConsumer: .atOnce(.slowConsumer)
        case .serverShutdown: .atOnce(.goingAway)
        case .internal: .atOnce(.internalError)
        // An open set: `limit_exceeded`, `already_joined`, `resume_failed`, `stale_epoch`, `not_found`, `forbidden`, and what is to come.
        default: .never
        }
    }

    /// The code with which the socket is closed when an error of this code ends it.
    public var closeCode: CloseCode? {
        switch closeRule {
        case .never: nil
        case .atOnce(let code), .after(_, let code): code
        }
    }
}
