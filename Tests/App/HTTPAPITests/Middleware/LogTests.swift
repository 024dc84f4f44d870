import HTTPTypes
import Identifiers
import Logging
import Rooms
import Synchronization
import TestKit
import Testing
import Units

@testable import HTTPAPI

@Suite struct LogTests {
    @Test func `no token, name, code or address is logged at info or above`() async throws {
        let lines = LogLines()
        let bench = try await APIBench(logHandler: lines)
        let token = try await bench.token()
        _ = try await bench.rooms.catalog.create(.named("canary-room"), RoomChange(isOpenJoin: true), at: .after(0))
        bench.rooms.removalStore.breakDown()
        _ = try await bench.send(.delete, "/v1/rooms/canary-room/participants/canary-person", token: token, peer: "203.0.113.77")
        bench.rooms.rooms.breakDown()
        let body = #"{"name":"canary-name","code":"canary-code","device":"canary-device"}"#
        let failed = try await bench.send(.post, "/v1/rooms/canary-room/guests", json: body, peer: "203.0.113.77")
        _ = try await bench.send(.get, "/v1/rooms?cursor=canary%", token: "canary-token")
        #expect(failed.status == .internalServerError)
        let loud = lines.all.filter { $0.level >= .info }
        // Our own failures are told, or the test would prove nothing.
        #expect(loud.count == 2)
        for line in loud {
            #expect(!line.text.contains("canary") && !line.text.contains("203.0.113.77") && !line.text.contains(token), "\(line)")
        }
    }
}

/// Keeps every line with its metadata.
final class LogLines: Sendable {
    struct Line: Sendable {
        var level: Logger.Level
        var text: String
    }

    private let lines = Mutex<[Line]>([])

    var all: [Line] { lines.withLock { $0 } }

    func add(_ line: Line) { lines.withLock { $0.append(line) } }
}

/// Writes into ``LogLines``.
struct LineHandler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add(LogLines.Line(level: event.level, text: "\(event.message) \(event.metadata ?? [:])"))
    }
}
