/// A key that signs tokens: a public id, the `iss` of its tokens, and a secret.
///
/// No description or mirror shows the secret.
public struct APIKey: Sendable, Hashable {
    /// The shortest secret, in bytes: as long as the hash (RFC 7518 §3.2).
    public static let minimumSecretByteCount = 32
    /// The longest id and the longest secret, in bytes.
    public static let maximumByteCount = 256

    /// The key's name, which tokens carry as `iss`.
    public let id: String
    let secret: String

    /// Creates a key.
    ///
    /// - Throws: ``APIKeyError`` when the id is empty, too long or holds anything but visible ASCII, or when the secret is too short or too long.
    public init(id: String, secret: String) throws(APIKeyError) {
        let isVisible = id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard !id.isEmpty, id.utf8.count <= Self.maximumByteCount, isVisible else { throw .invalidID }
        guard secret.utf8.count >= Self.minimumSecretByteCount else { throw .secretTooShort }
        guard secret.utf8.count <= Self.maximumByteCount else { throw .secretTooLong }
        self.id = id
        self.secret = secret
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "APIKey(\(id))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}

/// Why a key is refused.
public enum APIKeyError: Error, Sendable, Equatable {
    /// Not 1 to 256 characters of visible ASCII.
    case invalidID
    /// Fewer bytes than ``APIKey/minimumSecretByteCount``.
    case secretTooShort
    /// More bytes than ``APIKey/maximumByteCount``.
    case secretTooLong
}
