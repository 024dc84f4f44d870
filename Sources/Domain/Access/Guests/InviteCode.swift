import Crypto
import Foundation

/// The secret in an invitation's link: 128 random bits.
///
/// Whoever has it may enter, so no description or mirror shows it.
public struct InviteCode: Sendable, Hashable {
    /// The length of its text.
    public static let characterCount = 22
    /// The code as it stands in the link: base64url without padding.
    public let text: String

    /// Makes a new code from `generator`.
    public static func random(using generator: inout some RandomNumberGenerator) -> Self {
        var bits = (generator.next() as UInt64, generator.next() as UInt64)
        var text = ""
        for _ in 0..<characterCount {
            text.unicodeScalars.append(alphabet[Int(bits.1 & 63)])
            bits.1 = bits.1 >> 6 | bits.0 << 58
            bits.0 >>= 6
        }
        return Self(unchecked: text)
    }

    /// Reads a code that somebody typed or followed; `nil` unless it is 22 characters of base64url.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.characterCount, text.unicodeScalars.allSatisfy(alphabet.contains) else { return nil }
        self.init(unchecked: String(text))
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// What is stored instead of the code: SHA-256.
    ///
    /// The code has 128 random bits, so nothing slower is needed.
    public var hash: InviteCodeHash {
        InviteCodeHash(digest: SHA256.hash(data: Data(text.utf8)))
    }
}

extension InviteCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "InviteCode" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// The hash of an invitation's code.
public struct InviteCodeHash: Sendable, Hashable {
    private let digest: SHA256Digest

    fileprivate init(digest: SHA256Digest) {
        self.digest = digest
    }

    /// The hash as 64 hexadecimal digits, which is how it is stored.
    public var text: String { digest.hexadecimal }

    /// Whether `stored`, a ``text`` from the store, is this hash.
    ///
    /// Takes the same time wherever they differ.
    public func matches(_ stored: String) -> Bool {
        let mine = Array(text.utf8)
        let theirs = Array(stored.utf8)
        guard mine.count == theirs.count else { return false }
        return zip(mine, theirs).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".unicodeScalars)
