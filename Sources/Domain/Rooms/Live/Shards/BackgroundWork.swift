/// Work that must wait for something (a database, a signature) and is started from code that must not: a bounded queue and one task group that owns the tasks.
public final class BackgroundWork: Sendable {
    /// A piece of work.
    public typealias Job = @Sendable () async -> Void

    /// The most jobs that wait to be started.
    public static let maximumQueueLength = 20_000

    private let jobs: AsyncStream<Job>
    private let intake: AsyncStream<Job>.Continuation

    /// Creates the queue; nothing runs before ``run()``.
    public init() {
        (jobs, intake) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.maximumQueueLength))
    }

    /// Queues a job; `false` when the queue is full or closed, and then the job will not run.
    public func submit(_ job: @escaping Job) -> Bool {
        switch intake.yield(job) {
        case .enqueued: true
        case .dropped, .terminated: false
        @unknown default: false
        }
    }

    /// Runs jobs until ``finish()``, and returns when the last one has ended.
    public func run() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs { group.addTask { await job() } }
        }
    }

    /// Takes no more jobs.
    public func finish() {
        intake.finish()
    }
}
