/// The number of a server message within its session: 1 for the first, then rising by 1.
///
/// Zero stands for "none yet".
public struct SequenceNumber: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// The number, 0 to 2^53 − 1.
    public let rawValue: Int64

    /// Creates a sequence number.
    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(integerLiteral value: Int64) {
        rawValue = value
    }

    /// Before the first message.
    public static let none: SequenceNumber = 0

    /// The number after this one.
    public var next: SequenceNumber {
        SequenceNumber(rawValue &+ 1)
    }

    public var description: String { String(rawValue) }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
