import Foundation
public import Rooms

/// A shard's executor that runs everything at once on the caller's thread, so that a test drives a ``RoomShard`` by plain calls of `assumeIsolated`.
///
/// Jobs of several threads exclude each other. A test that itself calls in must not do so while background work runs.
public final class InlineExecutor: SerialExecutor, ShardExecutor {
    private let lock = NSRecursiveLock()

    /// An executor of its own; shards may share one.
    public init() {}

    public var unownedExecutor: UnownedSerialExecutor { asUnownedSerialExecutor() }
    public var isCurrent: Bool { true }

    public func enqueue(_ job: @escaping @Sendable () -> Void) {
        lock.withLock { job() }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        lock.withLock { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }

    /// Every caller counts as isolated.
    public func checkIsolated() {}
}
