/// The number of a client's request within its session, from 1 and rising.
///
/// Zero stands for "none yet".
public struct RequestID: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// The number, 0 to 2^53 − 1.
    public let rawValue: Int64

    /// Creates a request id.
    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(integerLiteral value: Int64) {
        rawValue = value
    }

    /// Before the first request.
    public static let none: RequestID = 0

    public var description: String { String(rawValue) }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
