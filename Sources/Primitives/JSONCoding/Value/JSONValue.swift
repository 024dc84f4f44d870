/// One JSON value (RFC 8259 §3).
///
/// Numbers are told apart by value, not by spelling, as JavaScript does: whatever is whole and within ±(2^53 − 1) is an integer, `1.0` and
/// `1e2` too.
public enum JSONValue: Sendable, Hashable {
    /// The literal `null`.
    case null
    /// The literal `true` or `false`.
    case bool(Bool)
    /// A whole number within ±(2^53 − 1), which every JSON implementation carries exactly (RFC 8259 §6).
    case integer(Int64)
    /// Any other number; always finite.
    case double(Double)
    /// Text; well-formed Unicode.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Named values in the order in which they were written.
    case object(JSONObject)

    /// The largest number that ``integer(_:)`` carries, 2^53 − 1; the smallest is its negative.
    public static let maximumInteger: Int64 = 9_007_199_254_740_991

    /// What sort of value this is.
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .integer: .integer
        case .double: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}
