/// A server-assigned id: a three-character prefix and 12 characters of `0-9A-Za-z`, 71 bits of them random.
///
/// Fifteen bytes in all, which is what a Swift `String` holds without an allocation.
public protocol Identifier: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The kind's prefix, such as `PA_`.
    static var prefix: StaticString { get }
    /// The whole id, prefix included.
    var text: String { get }
    /// Creates an id from text that is already known to be well formed.
    init(unchecked text: String)
}

extension Identifier {
    /// Reads an id that somebody else wrote; `nil` unless it has this kind's prefix and 12 characters of `0-9A-Za-z`.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 15, text.utf8.starts(with: String(describing: Self.prefix).utf8) else { return nil }
        let isPlain = text.utf8.dropFirst(3).allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            default: false
            }
        }
        guard isPlain else { return nil }
        self.init(unchecked: String(text))
    }

    /// Makes a new id from `generator`.
    public static func random(using generator: inout some RandomNumberGenerator) -> Self {
        var text = String(describing: prefix)
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

private let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars)
