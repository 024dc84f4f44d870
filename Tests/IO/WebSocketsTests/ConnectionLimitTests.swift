import NIOCore
import NIOEmbedded
import Testing
@testable import WebSockets

@Suite struct ConnectionLimitTests {
    private func counter(total: Int = 100, each: Int = 100, exempt: String = "") -> ConnectionCounter {
        var limits = WebSocketLimits()
        limits.connectionCount = total
        limits.connectionCountPerAddress = each
        return ConnectionCounter(limits: limits, isExempt: { $0 == exempt })
    }

    @Test func `one address has so many connections, and another its own`() {
        let counter = counter(each: 2)
        #expect(counter.enter("a") && counter.enter("a"))
        #expect(!counter.enter("a"))
        #expect(counter.enter("b"))
        counter.leave("a")
        #expect(counter.enter("a"))
        #expect(!counter.enter("a"))
    }

    @Test func `an IPv6 network of 64 bits counts as one address, and an IPv4 address is the same in both spellings`() {
        let counter = counter(each: 2)
        #expect(counter.enter("2001:db8:1:2::1") && counter.enter("2001:db8:1:2:ffff::9"))
        #expect(!counter.enter("2001:db8:1:2:3:4:5:6"))
        #expect(counter.enter("2001:db8:1:3::1"))
        #expect(counter.enter("192.0.2.1") && counter.enter("::ffff:192.0.2.1"))
        #expect(!counter.enter("192.0.2.1"))
        counter.leave("2001:db8:1:2::1")
        #expect(counter.enter("2001:db8:1:2::abcd"))
    }

    @Test func `all together have so many`() {
        let counter = counter(total: 2)
        #expect(counter.enter("a") && counter.enter("b"))
        #expect(!counter.enter("c"))
        counter.leave("b")
        #expect(counter.enter("c"))
    }

    @Test func `an address that speaks for many counts in all and not by itself`() {
        let counter = counter(total: 3, each: 1, exempt: "proxy")
        #expect(counter.enter("proxy") && counter.enter("proxy") && counter.enter("proxy"))
        #expect(!counter.enter("proxy"))
        counter.leave("proxy")
        #expect(counter.enter("a"))
    }

    @Test func `a connection that was refused is not counted`() {
        let counter = counter(total: 1)
        #expect(counter.enter("a"))
        for _ in 1...10 { #expect(!counter.enter("b")) }
        counter.leave("a")
        #expect(counter.enter("b"))
    }

    @Test func `ten thousand connections come and go and leave all places free`() {
        let counter = counter(total: 1, each: 1)
        for number in 1...10_000 {
            #expect(counter.enter("\(number % 100)"))
            counter.leave("\(number % 100)")
        }
        #expect(counter.enter("x"))
    }
}

@Suite struct FirstRequestDeadlineTests {
    private let channel = EmbeddedChannel()
    private let deadline = FirstRequestDeadline(timeout: .seconds(10))

    init() throws {
        try channel.pipeline.syncOperations.addHandler(deadline)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    @Test func `a connection without a request is closed in time`() {
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(9_999))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test func `once it is taken away it closes nothing`() throws {
        try channel.pipeline.syncOperations.removeHandler(deadline).wait()
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
    }

    @Test func `a stopping server closes a connection on which nothing has begun`() {
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(!channel.isActive)
    }

    @Test func `bytes and other events pass`() throws {
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(channel.isActive)
        #expect(try channel.writeInbound(ByteBuffer(string: "GET")).isFull)
    }
}

@Suite struct OriginPolicyTests {
    private let policy = OriginPolicy(allowed: ["https://CRM.example"])

    @Test(
        arguments: [
            (nil, "calls.example", true),
            ("https://calls.example", "calls.example", true),
            ("http://calls.example", "calls.example", true),
            ("https://Calls.Example", "calls.example", true),
            ("http://localhost:8080", "localhost:8080", true),
            ("https://crm.example", "calls.example", true),
            ("https://crm.example", nil, true),
            ("https://evil.example", "calls.example", false),
            ("https://calls.example.evil.example", "calls.example", false),
            ("https://calls.example:444", "calls.example", false),
            ("http://localhost:8081", "localhost:8080", false),
            ("null", "calls.example", false),
            ("", "", false),
            ("https://", "", false),
            ("https://calls.example", nil, false),
            ("ftp://calls.example", "calls.example", false),
        ] as [(String?, String?, Bool)]
    )
    func `a page of the server itself or of an allowed origin may connect, and no other`(origin: String?, host: String?, isAllowed: Bool) {
        #expect(policy.allows(origin: origin, host: host) == isAllowed)
    }
}
