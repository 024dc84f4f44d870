import ServiceLifecycle

/// Does something again and again until the server stops.
struct Ticker: Service {
    private let interval: Duration
    private let action: @Sendable () async -> Void

    init(every interval: Duration, _ action: @escaping @Sendable () async -> Void) {
        self.interval = interval
        self.action = action
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: interval)
                await action()
            }
        }
    }
}
