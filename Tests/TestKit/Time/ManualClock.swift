import Synchronization
public import Units

extension UnixTime {
    /// When tests begin.
    public static let testStart = UnixTime(seconds: 1_800_000_000)
}

/// A clock and a wall clock that stand still until a test moves them.
public final class ManualClock: Sendable {
    private let elapsed = Mutex(Duration.zero)

    /// A clock at ``MonotonicInstant/zero`` and ``UnixTime/testStart``.
    public init() {}

    /// What the clock shows.
    public var now: MonotonicInstant { .zero + elapsed.withLock { $0 } }
    /// What the wall clock shows.
    public var wallClock: UnixTime { .testStart + elapsed.withLock { $0 } }

    /// Lets time pass.
    public func advance(by duration: Duration) {
        elapsed.withLock { $0 += duration }
    }
}
