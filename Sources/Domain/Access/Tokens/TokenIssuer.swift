import Foundation
import Identifiers
import JWTKit
import SignalingProtocol
public import Units

/// Makes tokens with the ring's primary key, in the form that ``TokenVerifier`` reads.
public struct TokenIssuer: Sendable {
    private let keyID: String
    private let collection: JWTKeyCollection

    /// Creates an issuer that signs with the ring's primary key.
    public init(keys: KeyRing) async {
        self.keyID = keys.primary.id
        self.collection = await JWTKeyCollection().add(
            hmac: HMACKey(from: keys.primary.secret),
            digestAlgorithm: .sha256,
            serializer: PlainSerializer()
        )
    }

    /// Makes a token that lives from `now` for `lifetime`, rounded up to whole seconds.
    ///
    /// `id` is the `jti`; without one, the token's id is a hash of it. Throws ``AccessError/tokenTooLarge`` and ``AccessError/signingFailed``.
    public func issue(_ content: TokenContent, now: UnixTime, lifetime: Duration, id: String? = nil) async throws(AccessError)
        -> IssuedToken
    {
        let expiry = NumericDate(roundingUp: now + lifetime)
        let claims = TokenClaims(
            iss: keyID,
            sub: content.identity?.text,
            nbf: NumericDate(seconds: now.seconds),
            exp: expiry,
            jti: id,
            name: content.name,
            metadata: content.metadata,
            attributes: content.attributes.isEmpty ? nil : content.attributes,
            video: content.videoGrant,
            saleflow: content.role.map { SaleFlowClaim(role: $0.rawValue) }
        )
        return try await sign(claims)
    }

    /// Makes a token that says what `verified` says, for longer: it ends no earlier, and lives no shorter, than the first one.
    ///
    /// The new one lives for `minimumLifetime` at least. Throws ``AccessError/tokenTooLarge`` and ``AccessError/signingFailed``.
    public func refresh(
        _ verified: VerifiedToken,
        now: UnixTime,
        minimumLifetime: Duration = .seconds(600)
    ) async throws(AccessError) -> IssuedToken {
        let end = max(verified.expiresAt, now + max(verified.lifetime, minimumLifetime))
        var claims = verified.claims
        claims.iss = keyID
        claims.iat = nil
        claims.nbf = NumericDate(seconds: now.seconds)
        claims.exp = NumericDate(roundingUp: end)
        claims.jti = verified.id
        var own = claims.saleflow ?? SaleFlowClaim()
        own.generation = min(max(0, verified.generation), Int(Int32.max) - 1) + 1
        claims.saleflow = own
        return try await sign(claims)
    }

    private func sign(_ claims: TokenClaims) async throws(AccessError) -> IssuedToken {
        let text: String
        do {
            text = try await collection.sign(claims)
        } catch {
            throw .signingFailed
        }
        guard text.utf8.count <= TokenVerifier.maximumByteCount else { throw .tokenTooLarge }
        return IssuedToken(text: text, expiresAt: claims.exp.time)
    }
}

extension NumericDate {
    /// Whole seconds, no later than what a reader accepts.
    fileprivate init(roundingUp time: UnixTime) {
        let seconds = time.milliseconds % 1000 == 0 ? time.seconds : time.seconds &+ 1
        self.init(seconds: min(seconds, Self.limit))
    }
}

/// Writes claims in a fixed order and without needless escapes, so that the same content gives the same text.
private struct PlainSerializer: JWTSerializer {
    let jsonEncoder: any JWTJSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    func serialize(_ payload: some JWTPayload, header: JWTHeader) throws -> Data {
        let standard = try jsonEncoder.encode(payload).base64EncodedData()
        // base64url without padding (RFC 7515 §2).
        return Data(
            standard.compactMap { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                case UInt8(ascii: "="): nil
                default: byte
                }
            }
        )
    }
}
