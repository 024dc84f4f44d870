/// Who a participant is, as the maker of the token named them.
///
/// At most one participant in a room has it.
public struct Identity: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The longest identity, in UTF-8 bytes.
    public static let maximumByteCount = 128

    /// The identity's text.
    public let text: String

    /// `nil` when empty, longer than ``maximumByteCount`` or holding control characters.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.maximumByteCount else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }) else { return nil }
        self.text = text
    }

    public var description: String { text }

    // By bytes, as the database and every other program compares: `String` would take two spellings of one character for the same.

    public static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        // Texts of the same bytes have the same hash; that others may, too, does no harm.
        hasher.combine(text)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
