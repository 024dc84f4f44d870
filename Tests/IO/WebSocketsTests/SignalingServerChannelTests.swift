import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypesHTTP1
import NIOWebSocket
import Testing
@testable import WebSockets

/// What a connection becomes by its first request, in bytes.
@Suite struct SignalingServerChannelTests {
    /// One server on an embedded loop; its connections are embedded channels.
    private final class Bench {
        let loop = EmbeddedEventLoop()
        let sessions: NIOLoopBoundBox<[(session: RecordingSession, address: String)]>
        let server: SignalingServerChannel

        init(_ change: (inout WebSocketLimits) -> Void = { _ in }) {
            var limits = WebSocketLimits()
            change(&limits)
            let turn = LoopTurn(eventLoop: loop)
            turn.start()
            let sessions = NIOLoopBoundBox<[(session: RecordingSession, address: String)]>([], eventLoop: loop)
            self.sessions = sessions
            server = SignalingServerChannel(
                responder: { _, _, _ in },
                environment: SignalingServerChannel.Environment(
                    path: "/v1/signal",
                    limits: limits,
                    isOriginAllowed: { origin, _ in origin != "https://evil.example" },
                    isProxy: { _ in false },
                    secure: nil,
                    makeSession: { _, info in
                        let session = RecordingSession()
                        sessions.value.append((session, info.address))
                        return session
                    }
                ),
                loops: WebSocketLoops([NIOLoopBound(turn, eventLoop: loop)])
            )
        }

        /// A connection whose setup is done; `nil` when it was turned away.
        func connect() throws -> Connection? {
            let channel = EmbeddedChannel(loop: loop)
            try channel.connect(to: SocketAddress(ipAddress: "203.0.113.7", port: 40_000)).wait()
            guard let value = try? server.setup(channel: channel, logger: Logger(label: "test")).wait() else {
                #expect(!channel.isActive)
                return nil
            }
            return Connection(channel: channel, value: value)
        }

        func open() throws -> Connection { try #require(try connect()) }
    }

    private final class Connection {
        let channel: EmbeddedChannel
        private(set) var outcome: Result<FirstRequestRouter.Outcome, any Error>?

        init(channel: EmbeddedChannel, value: SignalingServerChannel.Value) {
            self.channel = channel
            let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
            value.outcome.whenComplete { bound.value.outcome = $0 }
        }

        func receive(_ text: String, then bytes: [UInt8] = []) throws {
            var buffer = ByteBuffer(string: text)
            buffer.writeBytes(bytes)
            channel.pipeline.fireChannelRead(buffer)
            channel.pipeline.fireChannelReadComplete()
            channel.embeddedEventLoop.run()
        }

        func takeSent() throws -> String {
            channel.embeddedEventLoop.run()
            var sent = ByteBuffer()
            while var buffer = try channel.readOutbound(as: ByteBuffer.self) { sent.writeBuffer(&buffer) }
            return String(decoding: sent.readableBytesView, as: UTF8.self)
        }

        var isWebSocket: Bool {
            if case .success(.webSocket) = outcome { true } else { false }
        }

        /// Whether it went on as HTTP with the request that it began with.
        var isHTTP: Bool {
            guard case .success(.http) = outcome else { return false }
            return (try? channel.pipeline.syncOperations.context(handlerType: HTTP1ToHTTPServerCodec.self)) != nil
        }

        /// Ends it, as a test must: NIO insists that nothing is left open.
        func finish() {
            _ = try? channel.finish(acceptAlreadyClosed: true)
        }
    }

    private func request(
        _ fields: [String: String?] = [:],
        path: String = "/v1/signal",
        method: String = "GET",
        version: String = "1.1"
    ) -> String {
        var all: [String: String?] = [
            "Host": "calls.example",
            "Upgrade": "websocket",
            "Connection": "keep-alive, Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Origin": "https://calls.example",
        ]
        for (name, value) in fields { all[name] = value }
        let lines = all.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }.sorted()
        return "\(method) \(path) HTTP/\(version)\r\n\(lines.joined())\r\n"
    }

    /// A masked text frame in bytes (§5.2); the mask is zero.
    private func textFrame(_ text: String) -> [UInt8] {
        [0x81, 0x80 | UInt8(text.utf8.count), 0, 0, 0, 0] + Array(text.utf8)
    }

    // MARK: WebSocket

    @Test func `an upgrade is answered as RFC 6455 §1·3 shows, and frames follow`() throws {
        let bench = Bench()
        let connection = try bench.open()
        defer { connection.finish() }
        try connection.receive(request())
        let answer = try connection.takeSent().lowercased()
        #expect(answer.hasPrefix("http/1.1 101 switching protocols\r\n"))
        #expect(answer.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"))
        #expect(connection.isWebSocket)
        #expect(bench.sessions.value.map(\.address) == ["203.0.113.7"])
        try connection.receive("", then: textFrame("hello"))
        #expect(bench.sessions.value.first?.session.messages == ["hello"])
    }

    @Test func `frames that came with the request are not lost`() throws {
        let bench = Bench()
        let connection = try bench.open()
        defer { connection.finish() }
        try connection.receive(request(), then: textFrame("one") + textFrame("two"))
        #expect(bench.sessions.value.first?.session.messages == ["one", "two"])
    }

    @Test func `an upgrade that comes byte by byte is an upgrade`() throws {
        let bench = Bench()
        let connection = try bench.open()
        defer { connection.finish() }
        for byte in request().utf8 { try connection.receive("", then: [byte]) }
        for byte in textFrame("hello") { try connection.receive("", then: [byte]) }
        #expect(bench.sessions.value.first?.session.messages == ["hello"])
    }

    @Test func `a client that is no browser sends no origin; a query does no harm`() throws {
        let bench = Bench()
        for text in [request(["Origin": nil]), request(path: "/v1/signal?v=1")] {
            let connection = try bench.open()
            try connection.receive(text)
            #expect(connection.isWebSocket)
            connection.finish()
        }
    }

    @Test func `a frame longer than any message may be fails the connection before it has come`() throws {
        let bench = Bench { $0.messageByteCount = 1000 }
        let connection = try bench.open()
        defer { connection.finish() }
        try connection.receive(request())
        _ = try connection.takeSent()
        // RFC 6455 §5.2: 127 announces a length of eight bytes; this one is 2^62.
        try connection.receive("", then: [0x81, 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(try connection.takeSent().hasSuffix("more than 1000 bytes"))
        bench.loop.advanceTime(by: .seconds(1))
        #expect(bench.sessions.value.first?.session.causes == [.violation])
        #expect(!connection.channel.isActive)
    }

    @Test func `a length with the highest bit set, which RFC 6455 forbids, fails the connection`() throws {
        let bench = Bench()
        let connection = try bench.open()
        defer { connection.finish() }
        try connection.receive(request())
        try connection.receive("", then: [0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0])
        bench.loop.advanceTime(by: .seconds(1))
        #expect(bench.sessions.value.first?.session.causes == [.violation])
    }

    @Test func `the deadline of the first request does not end a WebSocket`() throws {
        let bench = Bench { limits in
            limits.firstRequestTimeout = .seconds(1)
            limits.pingTimeout = .seconds(100)
        }
        let connection = try bench.open()
        defer { connection.finish() }
        try connection.receive(request())
        bench.loop.advanceTime(by: .seconds(30))
        #expect(connection.channel.isActive)
    }

    @Test func `a slow reader is cut off at the limit that was set`() throws {
        let bench = Bench { $0.outboundByteCount = 1 << 20 }
        let connection = try bench.open()
        defer { connection.finish() }
        try connection.receive(request())
        let mark = connection.channel.options.compactMap { $0.value as? ChannelOptions.Types.WriteBufferWaterMark }.last
        #expect(mark?.high == 1 << 20)
    }

    // MARK: HTTP

    @Test func `another path, method, version or origin, or half an upgrade, is a request like any other`() throws {
        let bench = Bench()
        let requests = [
            request(path: "/"), request(path: "/v1/signal/"), request(path: "/v1/signalx"), request(path: "/V1/signal"),
            request(path: "http://x/v1/signal"),
            request(["Origin": "https://evil.example"]),
            request(["Content-Length": "0"], method: "PUT"),
            request(version: "1.0"),
            request(["Upgrade": nil]), request(["Upgrade": "h2c"]), request(["Connection": "keep-alive"]), request(["Connection": nil]),
            request(["Sec-WebSocket-Version": "8"]), request(["Sec-WebSocket-Version": nil]), request(["Sec-WebSocket-Key": nil]),
        ]
        for text in requests {
            let connection = try bench.open()
            try connection.receive(text)
            #expect(connection.isHTTP, "\(text)")
            connection.finish()
        }
        #expect(bench.sessions.value.isEmpty)
    }

    @Test func `what is no HTTP is answered with 400 and closed`() throws {
        let bench = Bench()
        for text in ["\u{16}\u{3}\u{1}hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n"] {
            let connection = try bench.open()
            try connection.receive(text)
            #expect(try connection.takeSent().hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(text)")
            #expect(!connection.channel.isActive)
            #expect(throws: (any Error).self) { try connection.outcome?.get() }
        }
    }

    @Test func `a head beyond its limits is refused`() throws {
        let bench = Bench()
        let long = String(repeating: "x", count: 17 * 1024)
        let many = (1...101).map { "X-\($0): y\r\n" }.joined()
        for text in ["GET / HTTP/1.1\r\nX: \(long)\r\n\r\n", "GET / HTTP/1.1\r\n\(many)\r\n", "GET /\(long)\(long) HTTP/1.1\r\n\r\n"] {
            let connection = try bench.open()
            try connection.receive(text)
            #expect(!connection.channel.isActive, "\(text.prefix(20))")
            connection.finish()
        }
        #expect(bench.sessions.value.isEmpty)
    }

    // MARK: Connections that become nothing

    @Test func `whoever waits for the outcome learns of a connection that closed before its first request`() throws {
        let bench = Bench()
        let connection = try bench.open()
        try connection.receive("GET /v1/si")
        connection.finish()
        #expect(throws: (any Error).self) { try connection.outcome?.get() }
        #expect(connection.outcome != nil)
    }

    @Test func `and of one that closed in the middle of an upgrade`() throws {
        let bench = Bench()
        let connection = try bench.open()
        try connection.receive(request(["Content-Length": "5"]))
        #expect(connection.outcome == nil, "the request has not ended")
        connection.finish()
        #expect(throws: (any Error).self) { try connection.outcome?.get() }
        #expect(connection.outcome != nil)
        #expect(bench.sessions.value.isEmpty)
    }

    @Test func `a request that never ends is closed in time, an upgrade too`() throws {
        let bench = Bench { $0.firstRequestTimeout = .seconds(10) }
        for text in ["", "GET / HT", request(["Content-Length": "5"])] {
            let connection = try bench.open()
            try connection.receive(text)
            bench.loop.advanceTime(by: .seconds(10))
            #expect(!connection.channel.isActive, "\(text)")
            #expect(connection.outcome != nil)
        }
    }

    @Test func `one connection too many is closed at once, and a closed one makes room`() throws {
        let bench = Bench { $0.connectionCountPerAddress = 2 }
        let first = try bench.open()
        let second = try bench.open()
        #expect(try bench.connect() == nil)
        first.finish()
        let third = try bench.open()
        for connection in [second, third] { connection.finish() }
    }
}
