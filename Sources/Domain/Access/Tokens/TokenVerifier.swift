import Crypto
import Foundation
import JWTKit
public import Units

/// Reads tokens: HS256 JSON Web Tokens (RFC 7515, RFC 7519) made with one of the ring's keys.
public struct TokenVerifier: Sendable {
    /// The longest token, in bytes.
    ///
    /// Nothing of a longer one is looked at.
    public static let maximumByteCount = 16 * 1024
    /// The longest `jti`, in bytes.
    public static let maximumIDByteCount = 256
    /// How far the clock of whoever made the token may be off.
    public static let leeway = Duration.seconds(60)

    /// One collection per key, so that the key is the one `iss` names and never one that the token's header picks.
    private let collections: [String: JWTKeyCollection]

    /// Creates a verifier of tokens made with any of the ring's keys.
    public init(keys: KeyRing) async {
        var collections: [String: JWTKeyCollection] = [:]
        for key in keys.keys {
            collections[key.id] = await JWTKeyCollection().add(hmac: HMACKey(from: key.secret), digestAlgorithm: .sha256)
        }
        self.collections = collections
    }

    /// Checks a token and reads it.
    ///
    /// The algorithm is looked at before anything else; signatures are compared in constant time.
    ///
    /// - Throws: ``AccessError``, a different one for each thing that can be wrong.
    public func verify(_ text: String, now: UnixTime) async throws(AccessError) -> VerifiedToken {
        guard text.utf8.count <= Self.maximumByteCount else { throw .tokenMalformed }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let first = parts.first, let header = Self.read(TokenHeader.self, from: first), header.crit == nil else {
            throw .tokenMalformed
        }
        guard header.alg == "HS256" else { throw .tokenAlgorithm }
        guard parts.count == 3, let issuer = Self.read(IssuerOnly.self, from: parts[1])?.iss else { throw .tokenMalformed }
        guard let collection = collections[issuer] else { throw .tokenUnknownKey }
        let claims = try await Self.check(text, with: collection)
        return try Self.judge(claims, text: text, now: now)
    }

    private static func check(_ text: String, with collection: JWTKeyCollection) async throws(AccessError) -> TokenClaims {
        do {
            return try await collection.verify(text, as: TokenClaims.self)
        } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
            throw .tokenSignature
        } catch {
            throw .tokenMalformed
        }
    }

    private static func judge(_ claims: TokenClaims, text: String, now: UnixTime) throws(AccessError) -> VerifiedToken {
        guard now < claims.exp.time + leeway else { throw .tokenExpired }
        if let notBefore = claims.nbf?.time, now + leeway < notBefore { throw .tokenNotYetValid }
        if let id = claims.jti, id.isEmpty || id.utf8.count > maximumIDByteCount { throw .tokenMalformed }
        return try VerifiedToken(claims: claims, id: claims.jti ?? hash(of: text), now: now)
    }

    /// The id of a token that has none: the first half of its SHA-256.
    private static func hash(of text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).prefix(16).hexadecimal
    }

    private static func read<Value: Decodable>(_ type: Value.Type, from part: Substring.UTF8View) -> Value? {
        guard let data = Data(base64URL: part) else { return nil }
        return try? JSONDecoder().decode(type, from: data)  // whatever is wrong with it, it is malformed
    }
}

extension Data {
    /// Decodes base64url without padding (RFC 7515 §2); `nil` when anything else is in it.
    fileprivate init?(base64URL text: Substring.UTF8View) {
        var standard = Data(capacity: text.count + 3)
        for byte in text {
            switch byte {
            case UInt8(ascii: "-"): standard.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): standard.append(UInt8(ascii: "/"))
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: standard.append(byte)
            }
        }
        while standard.count % 4 != 0 { standard.append(UInt8(ascii: "=")) }
        self.init(base64Encoded: standard)
    }
}
