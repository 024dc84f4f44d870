import CoreMetrics
import HTTPTypes
import Identifiers
import Rooms
import Synchronization
import TestKit
import Testing
import Units

@testable import HTTPAPI

@Suite struct MetricsTests {
    @Test func `requests are counted by route, method and class of status and never by room or person`() async throws {
        let metrics = RecordingMetrics()
        let bench = try await APIBench(metrics: metrics)
        let token = try await bench.token()
        _ = try await bench.rooms.catalog.create(.named("secret-room"), RoomChange(), at: .after(0))
        _ = try await bench.send(.get, "/v1/rooms/secret-room", token: token)
        _ = try await bench.send(.delete, "/v1/rooms/secret-room/participants/secret-person", token: token)
        _ = try await bench.send(.get, "/v1/rooms/secret-room")
        _ = try await bench.send(.get, "/secret-path")
        _ = try await bench.send(HTTPMethod("SECRET") ?? .put, "/v1/rooms")
        #expect(
            metrics.counts == [
                "saleflow_http_requests_total route=/v1/rooms/{room} method=GET status=2xx": 1,
                "saleflow_http_requests_total route=/v1/rooms/{room}/participants/{identity} method=DELETE status=2xx": 1,
                "saleflow_http_requests_total route=/v1/rooms/{room} method=GET status=4xx": 1,
                "saleflow_http_requests_total route=none method=GET status=4xx": 1,
                "saleflow_http_requests_total route=none method=other status=4xx": 1,
            ]
        )
        #expect(
            metrics.durations == [
                "saleflow_http_request_duration_seconds route=/v1/rooms/{room} method=GET": 2,
                "saleflow_http_request_duration_seconds route=/v1/rooms/{room}/participants/{identity} method=DELETE": 1,
                "saleflow_http_request_duration_seconds route=none method=GET": 1,
                "saleflow_http_request_duration_seconds route=none method=other": 1,
            ]
        )
    }
}

/// Keeps how often each counter and timer was used.
final class RecordingMetrics: MetricsFactory {
    private let state = Mutex<(counts: [String: Int64], durations: [String: Int])>(([:], [:]))

    var counts: [String: Int64] { state.withLock { $0.counts } }
    var durations: [String: Int] { state.withLock { $0.durations } }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        Handler { amount in self.state.withLock { $0.counts[Self.name(label, dimensions), default: 0] += amount } }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        Handler { _ in self.state.withLock { $0.durations[Self.name(label, dimensions), default: 0] += 1 } }
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler { NOOPMetricsHandler.instance }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    private static func name(_ label: String, _ dimensions: [(String, String)]) -> String {
        ([label] + dimensions.map { "\($0)=\($1)" }).joined(separator: " ")
    }

    private final class Handler: CounterHandler, TimerHandler {
        let note: @Sendable (Int64) -> Void

        init(note: @escaping @Sendable (Int64) -> Void) { self.note = note }

        func increment(by amount: Int64) { note(amount) }
        func reset() {}
        func recordNanoseconds(_ duration: Int64) { note(duration) }
    }
}
