import Access
import CoreMetrics
import Foundation
import HTTPTypes
import Hummingbird
import Identifiers
import JSONCoding
import Logging
import NIOCore
import RoomModel
import Rooms
import TestKit
import SignalingProtocol
import Synchronization
import Units

@testable import HTTPAPI

/// The whole HTTP API over stores and calls in memory, without a socket.
final class APIBench: Sendable {
    let rooms: CatalogBench
    let calls = FakeLiveCalls()
    let issuer: TokenIssuer
    let clock = ManualClock()
    let readiness = ReadinessBox()
    let webRoot: WebRoot
    /// The paths that the router takes, as `METHOD /path/{parameter}`.
    let routes: Set<String>
    private let responder: RouterResponder<APIContext>

    private let logger: Logger

    init(
        catalog: RoomCatalog.Settings = .init(),
        metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        logHandler: LogLines? = nil,
        _ change: (inout APISettings) -> Void = { _ in }
    ) async throws {
        let keys = KeyRing(try APIKey(id: "test-key", secret: String(repeating: "s", count: 32)))
        rooms = try await CatalogBench(settings: catalog)
        issuer = await TokenIssuer(keys: keys)
        webRoot = try WebRoot()
        var settings = APISettings(version: "1.2.3", meetingCreation: .open, webRoot: webRoot.path)
        change(&settings)
        let services = APIServices(
            catalog: rooms.catalog,
            invitations: rooms.invitations,
            meetings: rooms.meetings,
            removals: rooms.removals,
            liveCalls: calls,
            tokenVerifier: await TokenVerifier(keys: keys),
            tokenIssuer: issuer,
            now: { [clock] in clock.wallClock },
            monotonicNow: { [clock] in clock.now },
            metricsText: { "# metrics\n" },
            readiness: { [readiness] in readiness.value }
        )
        logger = Logger(label: "test") { _ in
            logHandler.map { LineHandler(lines: $0) as any LogHandler } ?? SwiftLogNoOpLogHandler()
        }
        let router = try APIRouter.makeRouter(services: services, settings: settings, metrics: metrics)
        routes = Set(router.routes.map { "\($0.method.rawValue) \($0.path.description)" })
        responder = router.buildResponder()
    }

    /// A token for the API.
    func token(_ grants: Administration = .all, room: String? = nil, identity: String? = nil) async throws -> String {
        let content = TokenContent.administering(room.map { RoomName.named($0) }, as: identity.flatMap { Identity($0) }, grants: grants)
        return try await issuer.issue(content, now: clock.wallClock, lifetime: .seconds(600)).text
    }

    /// Sends a request with whatever body.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        token: String? = nil,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        peer: String? = "192.0.2.1"
    ) async throws -> Reply {
        var fields = fields
        if let token { fields[.authorization] = "Bearer \(token)" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "calls.example:8080", path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: body))
        )
        let context = APIContext(logger: logger, peerAddress: peer)
        let response = try await responder.respond(to: request, context: context)
        let collector = Collector()
        try await response.body.write(collector)
        return Reply(status: response.status, fields: response.headers, bytes: collector.bytes)
    }

    /// Sends a JSON body.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        token: String? = nil,
        json: String,
        peer: String? = "192.0.2.1"
    ) async throws -> Reply {
        try await send(method, path, token: token, fields: [.contentType: "application/json"], body: Array(json.utf8), peer: peer)
    }
}

/// What came back.
struct Reply {
    var status: HTTPResponse.Status
    var fields: HTTPFields
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The body's members; none when it is no JSON object.
    var json: JSONObject {
        let limits = JSONLimits(byteCount: 1 << 20, depth: 64, memberCount: 10_000, elementCount: 10_000, valueCount: 100_000)
        guard case .object(let object) = try? JSONValue(parsing: bytes, limits: limits) else { return JSONObject() }
        return object
    }
    /// The code of a refusal.
    var code: String? {
        guard case .object(let error) = json["error"], case .string(let code) = error["code"] else { return nil }
        return code
    }
    /// The member of a refusal.
    var member: String? {
        guard case .object(let error) = json["error"], case .string(let member) = error["member"] else { return nil }
        return member
    }
}

/// A folder with a page, gone when this is.
final class WebRoot: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "saleflow-web-" + UUID().uuidString
        for (name, text) in [
            ("index.html", "<!doctype html><title>start</title>"),
            ("room.html", "<!doctype html><title>room</title>"),
            ("app/main.js", "export {};\n"),
            ("styles/page.css", ":root {}\n"),
            ("images/mark.svg", "<svg/>"),
            ("fonts/text.woff2", "font"),
            ("images/photo.webp", "photo"),
            ("tests/secret.js", "no"),
            ("types/dom.d.ts", "no"),
            (".hidden.js", "no"),
            (".git/config.js", "no"),
            ("app/notes.md", "no"),
        ] {
            try write(name, text)
        }
        try FileManager.default.createSymbolicLink(atPath: path + "/app/outside.js", withDestinationPath: "/etc/hostname")
    }

    func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Whether the server says that it is ready.
final class ReadinessBox: Sendable {
    private let box = Mutex(Readiness.ready)

    var value: Readiness { box.withLock { $0 } }

    func set(_ value: Readiness) { box.withLock { $0 = value } }
}

/// Keeps what a response writes.
private final class Collector: ResponseBodyWriter, Sendable {
    private let buffer = Mutex<[UInt8]>([])

    var bytes: [UInt8] { buffer.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        self.buffer.withLock { $0 += Array(buffer.readableBytesView) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
