import Foundation
import HTTPTypes
import TestKit
import Testing
import Units

@testable import HTTPAPI

@Suite struct PagesTests {
    @Test func `each address has its page`() async throws {
        let bench = try await APIBench()
        for (path, title) in [("/", "start"), ("/r/demo", "room"), ("/embed/demo", "room"), ("/r/demo?x=1", "room")] {
            let reply = try await bench.send(.get, path)
            #expect(reply.status == .ok && reply.text.contains("<title>\(title)</title>"), "\(path)")
            #expect(reply.fields[.contentType] == "text/html; charset=utf-8" && reply.fields[.cacheControl] == "no-cache")
        }
    }

    @Test func `files have their media types`() async throws {
        let bench = try await APIBench()
        for (path, type) in [
            ("app/main.js", "text/javascript; charset=utf-8"),
            ("styles/page.css", "text/css; charset=utf-8"),
            ("images/mark.svg", "image/svg+xml"),
            ("images/photo.webp", "image/webp"),
            ("fonts/text.woff2", "font/woff2"),
        ] {
            let reply = try await bench.send(.get, "/assets/" + path)
            #expect(reply.status == .ok && reply.fields[.contentType] == type, "\(path)")
        }
    }

    @Test(arguments: [
        "../etc/passwd", "app/../../etc/passwd", "%2e%2e/etc/passwd", "..%2f..%2fetc%2fpasswd", "app/%2e%2e/index.html", "/etc/passwd",
        "app//main.js",
        "app/main.js/", "app", "tests/secret.js", "types/dom.d.ts", ".hidden.js", ".git/config.js", "app/notes.md", "app/outside.js",
        "index.html", "room.html", "app/main.js%00", "APP/MAIN.JS", "app\\main.js",
    ])
    func `nothing but the page's own files is served`(path: String) async throws {
        let bench = try await APIBench()
        let reply = try await bench.send(.get, "/assets/" + path)
        // An empty segment at the end is the same path to the router.
        if path == "app/main.js/" { return #expect(reply.status == .ok || reply.status == .notFound) }
        #expect(reply.status == .notFound && reply.code == "not_found")
    }

    @Test func `a file that the browser has is not sent again`() async throws {
        let bench = try await APIBench()
        let first = try await bench.send(.get, "/assets/app/main.js")
        let tag = try #require(first.fields[.eTag])
        #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
        for value in [tag, "W/" + tag, "\"x\", " + tag, "*"] {
            let again = try await bench.send(.get, "/assets/app/main.js", fields: [.ifNoneMatch: value])
            #expect(again.status == .notModified && again.bytes.isEmpty && again.fields[.eTag] == tag, "\(value)")
        }
        let other = try await bench.send(.get, "/assets/app/main.js", fields: [.ifNoneMatch: "\"x\""])
        #expect(other.status == .ok && other.bytes == first.bytes)
    }

    @Test func `a changed file, a new one and a deleted one are noticed within a second`() async throws {
        let bench = try await APIBench()
        let old = try await bench.send(.get, "/assets/app/main.js")
        try bench.webRoot.write("app/main.js", "export const changed = true;\n")
        try bench.webRoot.write("app/new.js", "export {};\n")
        #expect(try await bench.send(.get, "/assets/app/main.js").bytes == old.bytes)
        bench.clock.advance(by: .seconds(1))
        let new = try await bench.send(.get, "/assets/app/main.js", fields: [.ifNoneMatch: old.fields[.eTag] ?? ""])
        #expect(new.status == .ok && new.text == "export const changed = true;\n")
        #expect(try await bench.send(.get, "/assets/app/new.js").status == .ok)
    }

    @Test func `a folder that is no page's is refused at the start`() throws {
        #expect(throws: AssetLibraryError.self) { try AssetLibrary(root: "/nonexistent/web", now: .zero) }
    }

    @Test func `a page's policy lets it do what a call needs`() async throws {
        let bench = try await APIBench { $0.publicURL = "https://calls.example" }
        for path in ["/", "/r/demo", "/assets/app/main.js"] {
            let reply = try await bench.send(.get, path)
            let policy = reply.fields[.contentSecurityPolicy] ?? ""
            for directive in [
                "default-src 'self'", "script-src 'self'", "connect-src 'self' wss://calls.example", "object-src 'none'", "base-uri 'none'",
                "frame-ancestors 'none'",
            ] {
                #expect(policy.split(separator: "; ").contains(Substring(directive)), "\(path): \(directive)")
            }
            #expect(!policy.contains("unsafe"))
        }
        let permissions = try await bench.send(.get, "/r/demo").fields[.permissionsPolicy] ?? ""
        for feature in ["camera=(self)", "microphone=(self)", "display-capture=(self)", "fullscreen=(self)", "geolocation=()", "usb=()"] {
            #expect(permissions.components(separatedBy: ", ").contains(feature))
        }
    }

    @Test func `only the embedded room may be framed and only by the configured origins`() async throws {
        let bench = try await APIBench { $0.embedOrigins = ["https://crm.example", "https://shop.example:8443"] }
        let embedded = try await bench.send(.get, "/embed/demo").fields[.contentSecurityPolicy] ?? ""
        #expect(embedded.hasSuffix("frame-ancestors https://crm.example https://shop.example:8443"))
        #expect(try await bench.send(.get, "/r/demo").fields[.contentSecurityPolicy]?.hasSuffix("frame-ancestors 'none'") == true)
        let closed = try await APIBench()
        #expect(try await closed.send(.get, "/embed/demo").fields[.contentSecurityPolicy]?.hasSuffix("frame-ancestors 'none'") == true)
    }

    @Test func `every answer has the fields that keep a browser on its rails`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        for (method, path) in [
            (HTTPMethod.get, "/"), (.get, "/embed/demo"), (.get, "/assets/app/main.js"), (.get, "/v1/rooms"), (.get, "/v1/rooms/none"),
            (.post, "/v1/rooms"), (.get, "/none"), (.put, "/v1/rooms"), (.get, "/metrics"), (.get, "/openapi.json"),
        ] {
            let fields = try await bench.send(method, path, token: token).fields
            #expect(fields[.xContentTypeOptions] == "nosniff" && fields[.referrerPolicy] == "no-referrer", "\(path)")
            #expect(fields[.crossOriginOpenerPolicy] == "same-origin" && fields[.crossOriginResourcePolicy] != nil, "\(path)")
            #expect(fields[.contentSecurityPolicy] != nil && fields[.permissionsPolicy] != nil && fields[.cacheControl] != nil, "\(path)")
            #expect(fields[.strictTransportSecurity] == nil)
        }
        #expect(try await bench.send(.get, "/v1/rooms", token: token).fields[.cacheControl] == "no-store")
        let secure = try await APIBench { $0.isTLS = true }
        #expect(try await secure.send(.get, "/").fields[.strictTransportSecurity] == "max-age=31536000")
        #expect(try await secure.send(.get, "/none").fields[.strictTransportSecurity] == "max-age=31536000")
    }

    @Test func `the WebSocket's address says what it is`() async throws {
        let bench = try await APIBench()
        let plain = try await bench.send(.get, "/v1/signal")
        #expect(plain.status == .upgradeRequired && plain.fields[.upgrade] == "websocket" && plain.code == "upgrade_required")
        let foreign = try await bench.send(.get, "/v1/signal", fields: [.upgrade: "WebSocket", .connection: "Upgrade"])
        #expect(foreign.status == .forbidden && foreign.code == "origin_not_allowed")
    }
}

@Suite struct CORSTests {
    private let allowed = "https://app.example"

    @Test func `pages of the configured origins may call and others may not`() async throws {
        let bench = try await APIBench { $0.allowedOrigins = ["https://app.example"] }
        for path in ["/v1/client-config", "/v1/rooms", "/assets/app/main.js"] {
            let theirs = try await bench.send(.get, path, fields: [.origin: allowed])
            #expect(theirs.fields[.accessControlAllowOrigin] == allowed && theirs.fields[.vary] == "Origin", "\(path)")
            #expect(theirs.fields[.accessControlAllowCredentials] == nil)
            for origin in ["https://evil.example", "null", "https://app.example.evil.example", "http://app.example", "HTTPS://APP.EXAMPLE"]
            {
                let foreign = try await bench.send(.get, path, fields: [.origin: origin])
                #expect(foreign.fields[.accessControlAllowOrigin] == nil && foreign.fields[.vary] == "Origin", "\(path) \(origin)")
            }
        }
    }

    @Test func `a preflight is answered for the configured origins`() async throws {
        let bench = try await APIBench { $0.allowedOrigins = ["https://app.example"] }
        let fields: HTTPFields = [.origin: allowed, .accessControlRequestMethod: "PATCH", .accessControlRequestHeaders: "authorization"]
        let reply = try await bench.send(.options, "/v1/rooms/demo", fields: fields)
        #expect(reply.status == .noContent && reply.fields[.accessControlAllowOrigin] == allowed)
        #expect(reply.fields[.accessControlAllowMethods]?.contains("PATCH") == true)
        #expect(reply.fields[.accessControlAllowHeaders] == "Authorization, Content-Type")
        var foreign = fields
        foreign[.origin] = "https://evil.example"
        #expect(try await bench.send(.options, "/v1/rooms/demo", fields: foreign).status == .methodNotAllowed)
    }

    @Test func `pages are not shared and without configured origins nothing is`() async throws {
        let bench = try await APIBench { $0.allowedOrigins = ["https://app.example"] }
        #expect(try await bench.send(.get, "/r/demo", fields: [.origin: allowed]).fields[.accessControlAllowOrigin] == nil)
        let closed = try await APIBench()
        #expect(try await closed.send(.get, "/v1/client-config", fields: [.origin: allowed]).fields[.accessControlAllowOrigin] == nil)
    }
}
