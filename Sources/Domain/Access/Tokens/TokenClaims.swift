import JWTKit

/// The claims as they travel: what is absent stays absent, so that a refreshed token says what the first one said.
struct TokenClaims: JWTPayload, Hashable {
    var iss: String
    var sub: String?
    var iat: NumericDate?
    var nbf: NumericDate?
    var exp: NumericDate
    var jti: String?
    var name: String?
    var metadata: String?
    var attributes: [String: String]?
    var video: VideoGrant?
    var saleflow: SaleFlowClaim?

    /// Nothing: ``TokenVerifier`` checks the times, because it is given the time.
    func verify(using algorithm: some JWTAlgorithm) {}
}

/// Our own part of the claims.
struct SaleFlowClaim: Codable, Sendable, Hashable {
    /// A ``Role``; another text makes the token malformed.
    var role: String?
    /// How often the token was refreshed.
    var generation: Int?
}

/// The one claim that is read before the signature is checked, because it names the key.
struct IssuerOnly: Decodable {
    var iss: String
}

/// The part of the header that decides (RFC 7515 §4.1).
struct TokenHeader: Decodable {
    var alg: String
    /// Extensions that the reader must understand.
    ///
    /// We understand none, so a token with any is refused (RFC 7515 §4.1.11).
    var crit: [String]?
}
