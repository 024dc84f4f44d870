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

    /// The instant `duration` later, held at the ends of what 64 bits carry: a deadline that never comes does not turn into one that has passed.
    public static func + (left: Self, right: Duration) -> Self {
        Self(nanoseconds: left.nanoseconds.addingSaturating(right.wholeNanoseconds))
    }

    /// The time from `right` to `left`.
    public static func - (left: Self, right: Self) -> Duration {
        .nanoseconds(left.nanoseconds) - .nanoseconds(right.nanoseconds)
    }
}

extension Duration {
    /// This duration in nanoseconds, rounded toward zero and held at the ends of what 64 bits carry (292 years).
    public var wholeNanoseconds: Int64 {
        whole(perSecond: 1_000_000_000)
    }

    /// This duration in milliseconds, rounded toward zero and held at the ends of what 64 bits carry.
    public var wholeMilliseconds: Int64 {
        whole(perSecond: 1000)
    }

    private func whole(perSecond: Int64) -> Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: perSecond)
        if overflow { return seconds < 0 ? .min : .max }
        return product.addingSaturating(attoseconds / (1_000_000_000_000_000_000 / perSecond))
    }
}

extension Int64 {
    /// The sum, held at the ends of the range.
    func addingSaturating(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other < 0 ? .min : .max
    }
}
