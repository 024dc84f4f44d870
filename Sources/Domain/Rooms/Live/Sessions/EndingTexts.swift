public import SignalingProtocol

extension SignalingErrorCode {
    /// A sentence for people, said when a socket is closed for this reason.
    public var explanation: String {
        switch self {
        case .removed: "A host removed you from this call."
        case .denied: "A host did not let you in."
        case .replaced: "You joined this call from another window or device."
        case .roomEnded: "The call has ended."
        case .roomNotFound: "There is no such room."
        case .roomNotOpen: "This room is not open yet."
        case .roomExpired: "This room is closed for good."
        case .roomFull: "This room is full."
        case .roomLocked: "A host locked this room."
        case .joinTimeout: "No join came in time."
        case .notJoined: "The first message must be join or resume."
        case .unsupportedProtocol: "This server speaks version 1 of the protocol; reload the page."
        case .tokenExpired: "The token has expired."
        case .tokenNotYetValid: "The token is not valid yet."
        case .tokenSignature: "The token's signature is wrong."
        case .tokenAlgorithm: "The token is not signed with HS256."
        case .tokenUnknownKey: "The token was made with a key that this server does not know."
        case .tokenMalformed: "The token cannot be read."
        case .tokenNoRoom: "The token does not allow joining a room."
        case .tokenWrongRoom: "The token is for another room."
        case .rateLimited: "Too many requests."
        case .malformedMessage, .unknownMessageType: "Too many messages that cannot be understood."
        case .messageTooLarge: "A message was too long."
        case .heartbeatTimeout: "Nothing was heard from you for too long."
        case .slowConsumer: "Your connection does not keep up."
        case .serverShutdown: "The server restarts; you will be back in a moment."
        default: "Something went wrong on the server."
        }
    }

    /// Whether the client should come back by itself.
    public var allowsReconnecting: Bool {
        switch self {
        case .joinTimeout, .heartbeatTimeout, .slowConsumer, .serverShutdown, .rateLimited, .internal: true
        default: false
        }
    }
}
