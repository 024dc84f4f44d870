/// Where a shard's rooms live: one thread, on which the shard's actor runs and which others can hand work to without a task or an `await`.
public protocol ShardExecutor: AnyObject, Sendable {
    /// The executor of the shard's actor.
    var unownedExecutor: UnownedSerialExecutor { get }
    /// Whether the caller is on this executor now.
    var isCurrent: Bool { get }
    /// Runs `job` on this executor, after all that was handed in before.
    func enqueue(_ job: @escaping @Sendable () -> Void)
}
