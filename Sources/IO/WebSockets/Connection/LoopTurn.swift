import NIOCore

/// What all WebSockets of one event loop share: the flush at the end of a turn and the heartbeat.
///
/// Confined to that loop.
///
/// One repeated task for thousands of connections instead of a timer each, and one scheduled flush for all that wrote in a turn.
final class LoopTurn {
    private let eventLoop: any EventLoop
    private var handlers: [WebSocketHandler] = []
    private var dirty: [WebSocketHandler] = []
    private var heartbeat: RepeatedTask?

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// How many connections there are.
    var count: Int { handlers.count }
    /// The loop's time.
    var now: NIODeadline { eventLoop.now }

    /// Starts the heartbeat, on the loop.
    func start() {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        heartbeat = eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            bound.value.beat()
        }
    }

    func stop() {
        heartbeat?.cancel()
        heartbeat = nil
    }

    func add(_ handler: WebSocketHandler) {
        handler.slot = handlers.count
        handlers.append(handler)
    }

    func remove(_ handler: WebSocketHandler) {
        let slot = handler.slot
        guard slot >= 0, slot < handlers.count, handlers[slot] === handler else { return }
        handlers.swapAt(slot, handlers.count - 1)
        handlers[slot].slot = slot
        handlers.removeLast()
        handler.slot = -1
    }

    func flushLater(_ handler: WebSocketHandler) {
        dirty.append(handler)
        guard dirty.count == 1 else { return }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.execute { bound.value.flush() }
    }

    private func flush() {
        let ready = dirty
        dirty.removeAll(keepingCapacity: true)
        for handler in ready { handler.flush() }
    }

    private func beat() {
        let now = now
        // A copy: a handler that gives up removes itself.
        for handler in handlers { handler.heartbeat(at: now) }
    }
}
