import Synchronization

/// Work that must wait for something (a database, a signature) and is started from code that must not.
///
/// A bounded number of jobs and one task group that owns their tasks. Jobs run beside each other and end in any order.
public final class BackgroundWork: Sendable {
    /// A piece of work.
    public typealias Job = @Sendable () async -> Void

    /// The most jobs that wait or run.
    public let maximumCount: Int

    private let jobs: AsyncStream<Job>
    private let intake: AsyncStream<Job>.Continuation
    private let unfinished = Atomic<Int>(0)

    /// Creates the queue; nothing runs before ``run()``.
    public init(maximumCount: Int = 20_000) {
        self.maximumCount = maximumCount
        (jobs, intake) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(maximumCount))
    }

    /// How many jobs wait or run.
    public var unfinishedCount: Int { unfinished.load(ordering: .acquiring) }

    /// Queues a job; `false` when there are too many or the queue is closed, and then the job will not run.
    public func submit(_ job: @escaping Job) -> Bool {
        guard unfinished.add(1, ordering: .acquiringAndReleasing).newValue <= maximumCount else {
            unfinished.subtract(1, ordering: .acquiringAndReleasing)
            return false
        }
        switch intake.yield(job) {
        case .enqueued:
            return true
        case .dropped, .terminated:
            unfinished.subtract(1, ordering: .acquiringAndReleasing)
            return false
        @unknown default:
            return false
        }
    }

    /// Runs jobs until ``finish()``, and returns when the last one has ended.
    public func run() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs {
                group.addTask { [self] in
                    await job()
                    unfinished.subtract(1, ordering: .acquiringAndReleasing)
                }
            }
        }
    }

    /// Takes no more jobs.
    public func finish() {
        intake.finish()
    }
}
