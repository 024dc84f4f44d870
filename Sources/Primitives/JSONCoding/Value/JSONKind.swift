/// The sorts of JSON value, as error messages name them.
public enum JSONKind: String, Sendable, Hashable {
    /// The literal `null`.
    case null
    /// The literal `true` or `false`.
    case bool = "a boolean"
    /// A whole number within ±(2^53 − 1).
    case integer = "an integer"
    /// Any other number.
    case number = "a number"
    /// Text.
    case string = "a string"
    /// Values in order.
    case array = "an array"
    /// Named values.
    case object = "an object"
}
