import Units

/// A token bucket for each caller, in a table that does not grow with the number of callers.
///
/// A bucket is one number, the time at which it will be full again (the generic cell rate algorithm, ITU-T I.371 Annex A). Two
/// generations of buckets are kept; when the younger one is full the older one is forgotten. A caller in it starts anew: with more
/// addresses than the table holds, the limit gives way rather than the memory.
struct RateLimiter<Caller: Hashable & Sendable>: Sendable {
    /// How many buckets the table holds at most, in both generations together, unless told otherwise.
    static var maximumCount: Int { 20_000 }

    /// Whether a call may go on.
    enum Verdict: Sendable, Hashable {
        /// It may.
        case allowed
        /// It may not before this time has passed.
        case refused(retryAfter: Duration)
    }

    private let rate: Rate
    private let generationCount: Int
    private var young: [Caller: MonotonicInstant] = [:]
    private var old: [Caller: MonotonicInstant] = [:]

    /// Creates a limiter.
    init(rate: Rate, maximumCount: Int = Self.maximumCount) {
        self.rate = rate
        self.generationCount = max(1, maximumCount / 2)
    }

    /// How many buckets there are.
    var count: Int { young.count + old.count }

    /// Takes one use from the caller's bucket if there is one.
    mutating func use(by caller: Caller, at now: MonotonicInstant) -> Verdict {
        let fullAt = max(young[caller] ?? old[caller] ?? now, now)
        let debt = fullAt - now
        let allowedDebt = rate.interval * (max(rate.burst, 1) - 1)
        guard debt <= allowedDebt else { return .refused(retryAfter: debt - allowedDebt) }
        if young[caller] == nil, young.count >= generationCount {
            old = young
            young = [:]
        }
        young[caller] = fullAt + rate.interval
        old[caller] = nil
        return .allowed
    }
}
