import HTTPTypes
import JSONCoding
import Rooms
import TestKit
import Synchronization
import Testing
import Units

@testable import HTTPAPI

/// What a request may look like, whatever it asks for.
@Suite struct RequestTests {
    @Test func `nothing at a path is a refusal in the one shape`() async throws {
        let bench = try await APIBench()
        for path in ["/nothing", "/v1", "/v2/rooms", "/v1/rooms/demo/none", "/assets", "/v1/rooms/a/b/c/d/e", "/%2e%2e"] {
            let reply = try await bench.send(.get, path, token: try await bench.token())
            #expect(reply.status == .notFound && reply.code == "not_found", "\(path)")
            #expect(reply.fields[.contentType] == "application/json")
        }
    }

    @Test func `a wrong method is told the right ones`() async throws {
        let bench = try await APIBench()
        for (method, path, allow) in [
            (HTTPMethod.put, "/v1/rooms", "GET, HEAD, POST"),
            (.get, "/v1/meetings", "POST"),
            (.head, "/v1/meetings", "POST"),
            (.trace, "/v1/rooms/demo", "DELETE, GET, HEAD, PATCH"),
            (.options, "/v1/rooms/demo/guests", "POST"),
            (.post, "/", "GET, HEAD"),
            (.delete, "/assets/app/main.js", "GET, HEAD"),
            (HTTPMethod("QUERY") ?? .put, "/healthz", "GET, HEAD"),
        ] {
            let reply = try await bench.send(method, path)
            #expect(reply.status == .methodNotAllowed && reply.fields[.allow] == allow, "\(method) \(path)")
            #expect(method == .head ? reply.bytes.isEmpty : reply.code == "method_not_allowed")
        }
    }

    @Test func `HEAD answers as GET does, without the body`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        for path in [
            "/", "/r/demo", "/assets/app/main.js", "/healthz", "/metrics", "/openapi.json", "/v1/rooms", "/v1/rooms/none", "/none",
        ] {
            let get = try await bench.send(.get, path, token: token)
            let head = try await bench.send(.head, path, token: token)
            #expect(head.status == get.status && head.bytes.isEmpty, "\(path)")
            #expect(head.fields[.contentLength] == String(get.bytes.count) && head.fields == get.fields, "\(path)")
        }
    }

    @Test(arguments: [
        "", "[]", "null", "1", "\"x\"", "{", #"{"name":"demo""#, #"{"name":"demo",}"#, #"{"name":"demo","name":"demo"}"#,
        #"{"name":"\ud800"}"#, "{\"name\":\"\u{1}\"}", #"{"name":01}"#, #"{"name":"demo"} x"#,
    ])
    func `a body that is no JSON object is refused`(body: String) async throws {
        let bench = try await APIBench()
        let reply = try await bench.send(.post, "/v1/rooms", token: try await bench.token(), json: body)
        #expect(reply.status == .badRequest && reply.code == "invalid_request")
        #expect(bench.rooms.rooms.rooms.isEmpty)
    }

    @Test func `bytes that are no UTF-8 and nesting without end are refused`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        let deep = #"{"name":"demo","x":"# + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "}"
        for body in [Array("{\"name\":\"".utf8) + [0xFF, 0xFE] + Array("\"}".utf8), Array(deep.utf8)] {
            let reply = try await bench.send(.post, "/v1/rooms", token: token, fields: [.contentType: "application/json"], body: body)
            #expect(reply.status == .badRequest && reply.code == "invalid_request")
        }
    }

    @Test func `a body over 64 KiB is refused whether it says so or not`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        let body = Array(#"{"name":"demo"}"#.utf8) + [UInt8](repeating: 0x20, count: 65_536)
        for fields in [[.contentType: "application/json"], [.contentType: "application/json", .contentLength: "65551"]] as [HTTPFields] {
            let reply = try await bench.send(.post, "/v1/rooms", token: token, fields: fields, body: body)
            #expect(reply.status == .contentTooLarge && reply.code == "content_too_large")
        }
        let full = Array(body.prefix(65_536))
        #expect(
            try await bench.send(.post, "/v1/rooms", token: token, fields: [.contentType: "application/json"], body: full).status
                == .created
        )
    }

    @Test func `a body of another type is refused`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        let body = Array(#"{"name":"demo"}"#.utf8)
        for type in [
            "text/plain", "application/xml", "application/jsonx", "application/x-www-form-urlencoded", "multipart/form-data", "json", ";",
        ] {
            let reply = try await bench.send(.post, "/v1/rooms", token: token, fields: [.contentType: type], body: body)
            #expect(reply.status == .unsupportedMediaType && reply.code == "unsupported_media_type", "\(type)")
        }
        let untyped = try await bench.send(.post, "/v1/rooms", token: token, body: body)
        #expect(untyped.status == .unsupportedMediaType)
        for type in ["application/json", "Application/JSON; charset=utf-8", " application/json ;x=y"] {
            let reply = try await bench.send(.post, "/v1/rooms", token: token, fields: [.contentType: type], body: body)
            #expect(reply.status == .created || reply.status == .conflict, "\(type)")
        }
    }

    @Test(arguments: ["/v1/rooms?limit=%", "/v1/rooms?%zz=1", "/v1/rooms?cursor=%ff", "/v1/rooms/%c3%28"])
    func `a path or query that is not percent-encoded UTF-8 is refused`(path: String) async throws {
        let bench = try await APIBench()
        let reply = try await bench.send(.get, path, token: try await bench.token())
        #expect(reply.status == .badRequest && reply.code == "invalid_request")
    }

    @Test func `a room's name in a path has the form of a name`() async throws {
        let bench = try await APIBench()
        for name in ["a%20b", "%F0%9F%98%80", "a.b", String(repeating: "a", count: 65)] {
            let reply = try await bench.send(.get, "/v1/rooms/\(name)", token: try await bench.token())
            #expect(reply.status == .badRequest && reply.member == "room", "\(name)")
        }
    }

    @Test func `where the server is comes from the setting or else from a plain Host`() {
        #expect(ServerOrigin(publicURL: "https://calls.example/x", requestAuthority: "evil", isTLS: false).web == "https://calls.example")
        #expect(ServerOrigin(publicURL: nil, requestAuthority: "[::1]:8080", isTLS: false).signalURL == "ws://[::1]:8080/v1/signal")
        #expect(ServerOrigin(publicURL: nil, requestAuthority: "calls.example", isTLS: true).web == "https://calls.example")
        for authority in [nil, "", "a b", "a;b", "a'b", "a/b", "a\r\nb", "user@host", String(repeating: "a", count: 256)] {
            #expect(ServerOrigin(publicURL: nil, requestAuthority: authority, isTLS: false).authority == "localhost")
        }
        for url in ["ftp://a", "a", "https://", "https://a b"] { #expect(ServerOrigin(url: url) == nil) }
    }

    @Test func `liveness, readiness and metrics answer whoever asks`() async throws {
        let bench = try await APIBench()
        #expect(try await bench.send(.get, "/healthz").text == #"{"status":"alive"}"#)
        #expect(try await bench.send(.get, "/readyz").text == #"{"status":"ready"}"#)
        bench.readiness.set(.notReady("The server is stopping."))
        let reply = try await bench.send(.get, "/readyz")
        #expect(reply.status == .serviceUnavailable && reply.code == "not_ready")
        #expect(try await bench.send(.get, "/healthz").status == .ok)
        let metrics = try await bench.send(.get, "/metrics")
        #expect(metrics.text == "# metrics\n" && metrics.fields[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
    }

    @Test func `the page is told what it has to know`() async throws {
        let bench = try await APIBench { $0.embedOrigins = ["https://crm.example"] }
        let reply = try await bench.send(.get, "/v1/client-config")
        let expected = [
            #""version":"1.2.3","signal_url":"ws://calls.example:8080/v1/signal","meeting_creation":"open""#,
            #""embed_origins":["https://crm.example"],"max_name_bytes":128,"max_title_bytes":200"#,
        ]
        #expect(reply.text == "{" + expected.joined(separator: ",") + "}")
    }
}
