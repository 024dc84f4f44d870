/// A room's name as it stands in its link: 1 to 64 characters of `0-9A-Za-z_-`.
public struct RoomName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The longest name, in bytes.
    public static let maximumByteCount = 64

    /// The name's text.
    public let text: String

    /// `nil` unless `text` is 1 to 64 characters of `0-9A-Za-z_-`.
    public init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.count <= Self.maximumByteCount else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain else { return nil }
        self.text = String(text)
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool {
        left.text < right.text
    }
}
