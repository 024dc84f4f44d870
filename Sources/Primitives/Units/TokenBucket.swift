/// A rate limit: so many at once, so many a second.
///
/// Time is an input.
public struct TokenBucket: Sendable, Hashable {
    /// How many fit at once.
    public let burst: Int
    /// How many come back each second.
    public let perSecond: Int
    /// In billionths of a token, so that refilling needs no floating point.
    private var level: Int64
    private var refilledAt: MonotonicInstant

    private static let token: Int64 = 1_000_000_000

    /// A full bucket.
    ///
    /// `burst` and `perSecond` are held within 1…1,000,000.
    public init(burst: Int, perSecond: Int, at now: MonotonicInstant) {
        self.burst = min(max(burst, 1), 1_000_000)
        self.perSecond = min(max(perSecond, 1), 1_000_000)
        self.level = Int64(self.burst) * Self.token
        self.refilledAt = now
    }

    /// Takes one; `false` when there is none, which takes nothing.
    public mutating func take(at now: MonotonicInstant) -> Bool {
        refill(at: now)
        guard level >= Self.token else { return false }
        level -= Self.token
        return true
    }

    /// Whether the bucket is full again, so that a table of buckets can forget it.
    ///
    /// `besides` are tokens that may be missing, such as the one just taken.
    public mutating func isFull(at now: MonotonicInstant, besides: Int = 0) -> Bool {
        refill(at: now)
        return level >= Int64(burst - min(max(besides, 0), burst)) * Self.token
    }

    private mutating func refill(at now: MonotonicInstant) {
        guard now > refilledAt else { return }
        let capacity = Int64(burst) * Self.token
        let elapsed = (now - refilledAt).wholeNanoseconds
        // One token is as many units as a second has nanoseconds, so nanoseconds times the rate are units.
        let (gained, overflow) = elapsed.multipliedReportingOverflow(by: Int64(perSecond))
        level = overflow || gained > capacity - level ? capacity : level + gained
        refilledAt = now
    }
}
