/// A reading of a clock that never jumps, in nanoseconds since an arbitrary start.
///
/// Pure code takes it as an input and never reads a clock.
public struct MonotonicInstant: Sendable, Hashable, Comparable {
    /// Nanoseconds since the clock's start.
    public var nanoseconds: Int64

    /// Creates an instant from nanoseconds since the clock's start.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The start of the clock, where tests begin.
    public static let zero = MonotonicInstant(nanoseconds: 0)

    public static func < (left: Self, right: Self) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The instant `duration` later.
    public static func + (left: Self, right: Duration) -> Self {
        Self(nanoseconds: left.nanoseconds &+ right.wholeNanoseconds)
    }

    /// The time from `right` to `left`.
    public static func - (left: Self, right: Self) -> Duration {
        .nanoseconds(left.nanoseconds &- right.nanoseconds)
    }
}

extension Duration {
    /// This duration in nanoseconds, held at the ends of what 64 bits carry (292 years).
    public var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        return product.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
    }

    /// This duration in milliseconds, rounded toward zero.
    public var wholeMilliseconds: Int64 {
        wholeNanoseconds / 1_000_000
    }
}
