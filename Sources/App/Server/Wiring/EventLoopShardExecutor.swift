import NIOCore
import Rooms

/// A shard's executor that is one of the server's event loops.
final class EventLoopShardExecutor: ShardExecutor {
    private let eventLoop: any EventLoop
    private let executor: any SerialExecutor

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        self.executor = eventLoop.executor
    }

    var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }
    var isCurrent: Bool { eventLoop.inEventLoop }

    func enqueue(_ job: @escaping @Sendable () -> Void) {
        eventLoop.execute(job)
    }
}
