/// Why a token is refused, or could not be made.
///
/// Its code is the one of `docs/signaling.md`.
public enum AccessError: String, Error, Sendable, CaseIterable {
    /// Not a JSON Web Token, a claim is missing or of the wrong type, or the text is over ``TokenVerifier/maximumByteCount``.
    case tokenMalformed = "token_malformed"
    /// Signed with another algorithm than HS256, or not at all.
    case tokenAlgorithm = "token_algorithm"
    /// `iss` names no key of ours.
    case tokenUnknownKey = "token_unknown_key"
    /// The signature was not made with the secret of the key that `iss` names.
    case tokenSignature = "token_signature"
    /// Past `exp` by more than the leeway.
    case tokenExpired = "token_expired"
    /// Before `nbf` by more than the leeway.
    case tokenNotYetValid = "token_not_yet_valid"
    /// The token does not allow joining, or names no room or nobody.
    case tokenNoRoom = "token_no_room"
    /// The token is for another room than the one asked for.
    case tokenWrongRoom = "token_wrong_room"
    /// The token that was to be made would be over ``TokenVerifier/maximumByteCount``.
    case tokenTooLarge = "limit_exceeded"
    /// The token could not be signed: our fault.
    case signingFailed = "internal"

    /// The stable code that goes to clients.
    public var code: String { rawValue }

    /// One sentence for people.
    ///
    /// It quotes nothing of the token.
    public var message: String {
        switch self {
        case .tokenMalformed: "This is not a token that can be read."
        case .tokenAlgorithm: "Tokens are signed with HS256; this one is not."
        case .tokenUnknownKey: "The token was made with a key that this server does not know."
        case .tokenSignature: "The token's signature is wrong."
        case .tokenExpired: "The token has expired."
        case .tokenNotYetValid: "The token is not valid yet."
        case .tokenNoRoom: "The token does not allow joining a room."
        case .tokenWrongRoom: "The token is for another room."
        case .tokenTooLarge: "The token would be too large."
        case .signingFailed: "The token could not be made."
        }
    }
}
