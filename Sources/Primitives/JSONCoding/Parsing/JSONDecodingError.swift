/// Why a text is not JSON, or more JSON than the reader takes.
///
/// `at` counts bytes from the start of the text.
public enum JSONDecodingError: Error, Sendable, Hashable {
    /// The text is longer than ``JSONLimits/byteCount``.
    case tooManyBytes(maximum: Int, actual: Int)
    /// Arrays and objects are nested deeper than ``JSONLimits/depth``.
    case tooDeep(maximum: Int, at: Int)
    /// An object has more members than ``JSONLimits/memberCount``.
    case tooManyMembers(maximum: Int, at: Int)
    /// An array has more elements than ``JSONLimits/elementCount``.
    case tooManyElements(maximum: Int, at: Int)
    /// The text has more values than ``JSONLimits/valueCount``.
    case tooManyValues(maximum: Int, at: Int)
    /// The text ends inside a value.
    case unexpectedEnd(at: Int)
    /// A byte that cannot stand here (RFC 8259 §2).
    case unexpectedByte(UInt8, at: Int)
    /// Something other than white space follows the value.
    case trailingBytes(at: Int)
    /// The string that begins here is not UTF-8 (RFC 3629 §4): overlong, a surrogate, truncated, or beyond U+10FFFF.
    case invalidUTF8(at: Int)
    /// A string holds a control character that is not escaped (RFC 8259 §7).
    case controlCharacter(UInt8, at: Int)
    /// A backslash is followed by something that is no escape (RFC 8259 §7).
    case invalidEscape(at: Int)
    /// An escape names half of a surrogate pair, which is no character (RFC 8259 §8.2).
    case loneSurrogate(at: Int)
    /// Two members of an object have the same name (RFC 8259 §4).
    case duplicateMember(name: String, at: Int)
    /// Not a number by the grammar of RFC 8259 §6, or spelled with more than 64 bytes.
    case invalidNumber(at: Int)
    /// A number beyond what a 64-bit float holds.
    case numberOutOfRange(at: Int)
}

extension JSONDecodingError: CustomStringConvertible {
    /// A sentence for people.
    ///
    /// It holds nothing of the text but single bytes, so that it can be logged.
    public var description: String {
        switch self {
        case .tooManyBytes(let maximum, let actual): "The text has \(actual) bytes; at most \(maximum) are allowed."
        case .tooDeep(let maximum, let offset): "Nesting at byte \(offset) is deeper than \(maximum)."
        case .tooManyMembers(let maximum, let offset): "The object has more than \(maximum) members at byte \(offset)."
        case .tooManyElements(let maximum, let offset): "The array has more than \(maximum) elements at byte \(offset)."
        case .tooManyValues(let maximum, let offset): "The text has more than \(maximum) values at byte \(offset)."
        case .unexpectedEnd(let offset): "The text ends too early, at byte \(offset)."
        case .unexpectedByte(let byte, let offset): "Byte \(byte) is not expected at byte \(offset)."
        case .trailingBytes(let offset): "Something follows the value at byte \(offset)."
        case .invalidUTF8(let offset): "The string at byte \(offset) is not UTF-8."
        case .controlCharacter(let byte, let offset): "Control character \(byte) is not escaped at byte \(offset)."
        case .invalidEscape(let offset): "There is no such escape at byte \(offset)."
        case .loneSurrogate(let offset): "Half of a surrogate pair stands alone at byte \(offset)."
        case .duplicateMember(_, let offset): "The member at byte \(offset) is there twice."
        case .invalidNumber(let offset): "The number at byte \(offset) is not spelled as JSON asks."
        case .numberOutOfRange(let offset): "The number at byte \(offset) is too large."
        }
    }
}
