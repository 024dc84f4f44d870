/// How often something may happen: `burst` times at once, then once per `interval`.
public struct Rate: Sendable, Hashable {
    /// How often it may happen at once, at least 1.
    public var burst: Int
    /// How long one use takes to come back.
    public var interval: Duration

    /// Creates a rate.
    public init(burst: Int, interval: Duration) {
        self.burst = burst
        self.interval = interval
    }
}
