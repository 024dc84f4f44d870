/// A name for people to read: a participant's, or a track's.
///
/// Whatever could mislead a reader has been taken out.
///
/// Names come from strangers and stand beside other names. So what cannot be seen, or reorders what can, is removed, and white space becomes
/// single spaces: control characters (C0, C1), format characters (bidirectional overrides and isolates among them) and everything that Unicode
/// calls default-ignorable. Two joiners stay where they carry meaning, between characters beyond ASCII: U+200C in Persian, U+200D in emoji.
/// So do the variation selectors U+FE0E and U+FE0F after such a character.
public struct DisplayName: Sendable, Hashable, CustomStringConvertible {
    /// The longest name, in UTF-8 bytes.
    public static let maximumByteCount = 128

    /// The cleaned text; may be empty.
    public let text: String

    /// The name of somebody who gave none.
    public static let empty = DisplayName(cleaned: "")

    /// Cleans `text`; `nil` when what remains is longer than ``maximumByteCount``.
    public init?(cleaning text: String) {
        let cleaned = Self.cleaned(text)
        guard cleaned.utf8.count <= Self.maximumByteCount else { return nil }
        self.text = cleaned
    }

    private init(cleaned text: String) {
        self.text = text
    }

    public var description: String { text }

    /// What remains of `text`, of any length, by the rules of ``DisplayName``.
    public static func cleaned(_ text: String) -> String {
        if text.utf8.isPlainASCII { return text }
        var cleaned = String.UnicodeScalarView()
        var hasPendingSpace = false
        var pendingJoiner: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar.role {
            case .space:
                hasPendingSpace = !cleaned.isEmpty
                pendingJoiner = nil
            case .removed:
                continue
            case .joiner:
                pendingJoiner = hasPendingSpace || cleaned.last.map(\.isASCII) ?? true ? nil : scalar
            case .selector:
                guard !hasPendingSpace, let last = cleaned.last, !last.isASCII, last.role != .selector else { continue }
                cleaned.append(scalar)
            case .visible:
                if hasPendingSpace { cleaned.append(" ") }
                if let joiner = pendingJoiner, !scalar.isASCII { cleaned.append(joiner) }
                hasPendingSpace = false
                pendingJoiner = nil
                cleaned.append(scalar)
            }
        }
        return String(cleaned)
    }
}

private enum ScalarRole {
    case visible
    case space
    case joiner
    case selector
    case removed
}

extension Unicode.Scalar {
    fileprivate var role: ScalarRole {
        if (0x21...0x7E).contains(value) { return .visible }
        switch value {
        case 0x200C, 0x200D: return .joiner
        case 0xFE0E, 0xFE0F: return .selector
        // Braille without dots: the one blank that Unicode calls neither white space nor ignorable.
        case 0x2800: return .space
        default: break
        }
        if properties.isWhitespace { return .space }
        if properties.isDefaultIgnorableCodePoint { return .removed }
        switch properties.generalCategory {
        case .control, .format: return .removed
        default: return .visible
        }
    }
}

extension String.UTF8View {
    /// Whether cleaning would change nothing, as with most names: visible ASCII with single spaces inside.
    fileprivate var isPlainASCII: Bool {
        var previous = UInt8(ascii: " ")
        for byte in self {
            guard (0x20...0x7E).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return isEmpty || previous != 0x20
    }
}
