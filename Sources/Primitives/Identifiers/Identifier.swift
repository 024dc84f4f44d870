/// A server-assigned id: a three-character prefix and 12 characters of `0-9A-Za-z`, 71 bits of them random.
///
/// Fifteen bytes in all, which is what a Swift `String` holds without an allocation.
public protocol Identifier: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The kind's prefix, such as `PA_`.
    static var prefix: String { get }
    /// The whole id, prefix included.
    var text: String { get }
    /// Creates an id from text that is already known to be well formed.
    init(unchecked text: String)
}

extension Identifier {
    /// Reads an id that somebody else wrote; `nil` unless it has this kind's prefix and 12 characters of `0-9A-Za-z`.
    public init?(_ text: String) {
        guard text.isIdentifier(prefix: Self.prefix) else { return nil }
        self.init(unchecked: text)
    }

    /// Reads an id that somebody else wrote; `nil` unless it has this kind's prefix and 12 characters of `0-9A-Za-z`.
    public init?(_ text: Substring) {
        self.init(String(text))
    }

    /// Makes a new id from `generator`.
    public static func random(using generator: inout some RandomNumberGenerator) -> Self {
        var text = prefix
        for _ in 0..<12 {
            text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
        }
        return Self(unchecked: text)
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool {
        left.text < right.text
    }
}

extension String {
    /// Not generic, and over bytes: ids are read with every message, and the generic form cost 50 times as much across modules.
    fileprivate func isIdentifier(prefix: String) -> Bool {
        let prefixUTF8 = prefix.utf8
        let prefix = prefixUTF8.span
        let utf8 = utf8
        let bytes = utf8.span
        guard bytes.count == prefix.count &+ 12 else { return false }
        for index in bytes.indices {
            guard index >= prefix.count else {
                guard bytes[index] == prefix[index] else { return false }
                continue
            }
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): break
            default: return false
            }
        }
        return true
    }
}

private let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars)
