import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing
@testable import WebSockets

@Suite struct WebSocketHandlerTests {
    @Test func `messages reach the session, and what it sends reaches the client`() throws {
        let bench = try SocketBench()
        bench.receive(.client(.text, "one"), .client(.text, "tw", fin: false), .client(.continuation, "o"))
        #expect(bench.session.messages == ["one", "two"])
        bench.send("answer")
        #expect(try bench.takeSent() == ["answer"])
        #expect(bench.session.causes.isEmpty)
    }

    @Test func `a ping is answered by a pong with the same bytes (§5·5·3)`() throws {
        let bench = try SocketBench()
        bench.receive(.client(.ping, "abc"), .client(.pong, "unasked"))
        #expect(try bench.takeSent() == ["pong abc"])
    }

    // MARK: Control frames

    @Test(arguments: [WebSocketOpcode.ping, .pong])
    func `a flood of control frames fails the connection`(opcode: WebSocketOpcode) throws {
        let bench = try SocketBench { limits in
            limits.controlFrameBurst = 5
            limits.controlFramesPerSecond = 10
        }
        for _ in 1...5 { bench.receive(.client(opcode)) }
        #expect(bench.session.causes.isEmpty)
        bench.advance(by: .milliseconds(100))
        bench.receive(.client(opcode))
        #expect(bench.channel.isActive, "time gave one back")
        _ = try bench.takeSent()
        bench.receive(.client(opcode), .client(.text, "late"))
        #expect(try bench.takeSent() == ["close 1008 too many control frames"])
        #expect(bench.session.messages.isEmpty)
        bench.receive(.close(1008))
        #expect(bench.session.causes == [.violation])
    }

    @Test func `messages do not count as control frames`() throws {
        let bench = try SocketBench { $0.controlFrameBurst = 1 }
        for _ in 1...100 { bench.receive(.client(.text, "x")) }
        #expect(bench.session.messages.count == 100)
    }

    // MARK: Closing by the client

    @Test func `a close frame is answered with its code, and the connection ends`() throws {
        let bench = try SocketBench()
        bench.receive(.close(1001, Array("tab".utf8)))
        #expect(try bench.takeSent() == ["close 1001 "])
        #expect(bench.session.causes == [.peer(code: 1001)])
        #expect(!bench.channel.isActive)
    }

    @Test func `a close frame without a code is a goodbye without a code`() throws {
        let bench = try SocketBench()
        bench.receive(.client(.connectionClose))
        #expect(bench.session.causes == [.peer(code: nil)])
        #expect(!bench.channel.isActive)
    }

    @Test func `what follows a close frame is not read (§5·5·1)`() throws {
        let bench = try SocketBench()
        bench.receive(.close(1000), .client(.text, "late"), .close(1000))
        #expect(bench.session.messages.isEmpty)
        #expect(bench.session.causes == [.peer(code: 1000)])
        #expect(try bench.takeSent() == ["close 1000 "])
    }

    // MARK: Closing by us

    @Test func `we close with a code and a reason, after what was sent before, and wait for the answer`() throws {
        let bench = try SocketBench()
        bench.send("last words")
        bench.outlet.close(code: 4003, reason: "removed")
        #expect(try bench.takeSent() == ["last words", "close 4003 removed"])
        #expect(bench.session.causes.isEmpty)
        #expect(bench.channel.isActive)
        bench.receive(.close(4003))
        #expect(bench.session.causes == [.local])
        #expect(!bench.channel.isActive)
    }

    @Test func `between our close frame and the answer nothing is read and nothing sent`() throws {
        let bench = try SocketBench()
        bench.outlet.close(code: 1000, reason: "left")
        _ = try bench.takeSent()
        bench.receive(.client(.text, "late"), .client(.ping, "p"), .client(.text, "x", mask: nil))
        bench.send("too late")
        bench.outlet.close(code: 4000, reason: "again")
        #expect(try bench.takeSent().isEmpty)
        #expect(bench.session.messages.isEmpty)
    }

    @Test func `a client that does not answer our close frame is cut off after a while`() throws {
        let bench = try SocketBench { $0.closeTimeout = .seconds(1) }
        bench.outlet.close(code: 1000, reason: "left")
        bench.advance(by: .milliseconds(999))
        #expect(bench.channel.isActive)
        bench.advance(by: .milliseconds(1))
        #expect(!bench.channel.isActive)
        #expect(bench.session.causes == [.local])
    }

    @Test func `a socket that breaks while we wait was still closed by us`() throws {
        let bench = try SocketBench()
        bench.outlet.close(code: 4003, reason: "removed")
        bench.channel.pipeline.fireChannelInactive()
        #expect(bench.session.causes == [.local])
        bench.advance(by: .seconds(5))
        #expect(bench.session.causes == [.local])
    }

    @Test func `a reason that is too long is cut (§5·5)`() throws {
        let bench = try SocketBench()
        bench.outlet.close(code: 1000, reason: String(repeating: "x", count: 200))
        #expect(try bench.takeSent() == ["close 1000 " + String(repeating: "x", count: 123)])
    }

    @Test func `the session may close from inside a message; the rest of the read is not for it`() throws {
        let bench = try SocketBench()
        bench.session.onMessage = { _ in bench.outlet.close(code: 1000, reason: "left") }
        bench.receive(.client(.text, "leave"), .client(.text, "late"))
        #expect(bench.session.messages == ["leave"])
        bench.session.onMessage = nil
    }

    // MARK: Broken sockets and peers

    @Test(arguments: [
        (WebSocketFrame.client(.binary, "x"), "close 1003 messages are text"),
        (.client(.text, "x", mask: nil), "close 1002 frames from a client are masked"),
        (.client(.text, bytes: [0xFF]), "close 1007 not UTF-8"),
        (.close(1005), "close 1002 a close code that must not be sent"),
    ])
    func `a violation is answered with its code`(frame: WebSocketFrame, expected: String) throws {
        let bench = try SocketBench()
        bench.receive(frame, .client(.text, "late"))
        #expect(try bench.takeSent() == [expected])
        bench.advance(by: .seconds(1))
        #expect(bench.session.causes == [.violation])
        #expect(bench.session.messages.isEmpty)
    }

    @Test func `errors of the frame decoder are answered with their codes, others end the connection`() throws {
        let tooLarge = try SocketBench { $0.messageByteCount = 7 }
        tooLarge.channel.pipeline.fireErrorCaught(NIOWebSocketError.invalidFrameLength)
        #expect(try tooLarge.takeSent() == ["close 1009 more than 7 bytes"])
        for error in [NIOWebSocketError.fragmentedControlFrame, .multiByteControlFrameLength] {
            let malformed = try SocketBench()
            malformed.channel.pipeline.fireErrorCaught(error)
            #expect(try malformed.takeSent() == ["close 1002 a malformed frame"])
        }
        let broken = try SocketBench()
        broken.channel.pipeline.fireErrorCaught(ChannelError.inputClosed)
        #expect(broken.session.causes == [.lost])
        #expect(!broken.channel.isActive)
    }

    @Test func `a socket that is gone is lost, once`() throws {
        let bench = try SocketBench()
        _ = try bench.channel.finish(acceptAlreadyClosed: true)
        #expect(bench.session.causes == [.lost])
        bench.send("nobody there")
        bench.outlet.close(code: 1000, reason: "x")
        #expect(bench.session.causes == [.lost])
    }

    @Test func `a peer that can send no more is gone`() throws {
        let bench = try SocketBench()
        bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(bench.session.causes == [.lost])
        #expect(!bench.channel.isActive)
    }

    @Test func `a peer that does not read is cut off at the next message, and gets no more`() throws {
        let bench = try SocketBench()
        bench.channel.isWritable = false
        bench.send("one")
        #expect(bench.session.causes == [.slow])
        #expect(!bench.channel.isActive)
        bench.send("two")
        #expect(bench.session.causes == [.slow])
    }

    @Test func `a peer that sends pings and does not read is cut off as well`() throws {
        let bench = try SocketBench()
        bench.channel.isWritable = false
        bench.receive(.client(.ping), .client(.text, "late"))
        #expect(bench.session.causes == [.slow])
        #expect(bench.session.messages.isEmpty)
    }

    @Test func `a server that stops tells the session, which closes`() throws {
        let bench = try SocketBench()
        bench.session.onStop = {
            bench.send("closing")
            bench.outlet.close(code: 1001, reason: "server_shutdown")
        }
        bench.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(bench.session.stops == 1)
        #expect(try bench.takeSent() == ["closing", "close 1001 server_shutdown"])
        bench.session.onStop = nil
    }

    @Test func `the session is let go when it is told, so that nothing holds on to a closed connection`() throws {
        weak var session: RecordingSession?
        let bench = try SocketBench()
        do {
            let other = RecordingSession()
            session = other
            bench.handler.attach(other)
        }
        #expect(session != nil)
        bench.receive(.close(1000))
        #expect(session == nil)
    }
}
