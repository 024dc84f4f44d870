import NIOCore
import NIOEmbedded
import NIOWebSocket
import TestKit
import Testing
@testable import WebSockets

/// What the sockets of one loop share: the flush at the end of a turn and the heartbeat.
@Suite struct LoopTurnTests {
    // MARK: Flush

    @Test func `a burst to one peer is flushed once, at the end of the turn`() throws {
        let bench = try SocketBench()
        for number in 1...10 { bench.send("\(number)") }
        #expect(bench.flushCount == 0)
        #expect(try bench.channel.readOutbound(as: WebSocketFrame.self) == nil)
        #expect(try bench.takeSent() == (1...10).map { "\($0)" })
        #expect(bench.flushCount == 1)
        bench.send("next")
        #expect(try bench.takeSent() == ["next"])
        #expect(bench.flushCount == 2)
    }

    @Test func `each peer of a loop is flushed once in a turn`() throws {
        let first = try SocketBench()
        let others = try (1...3).map { _ in try SocketBench(sharing: first) }
        for _ in 1...5 {
            for bench in [first] + others { bench.send("x") }
        }
        first.channel.embeddedEventLoop.run()
        #expect(([first] + others).map(\.flushCount) == [1, 1, 1, 1])
    }

    @Test func `what a flush leads to is flushed in the next turn`() throws {
        let first = try SocketBench()
        let second = try SocketBench(sharing: first)
        first.session.onClosed = { second.send("first is gone") }
        first.channel.isWritable = false
        first.send("x")
        #expect(try second.takeSent() == ["first is gone"])
        first.session.onClosed = nil
    }

    @Test func `a connection that closed before the flush does no harm`() throws {
        let first = try SocketBench()
        let second = try SocketBench(sharing: first)
        first.send("x")
        second.send("y")
        first.channel.close(promise: nil)
        #expect(try second.takeSent() == ["y"])
    }

    // MARK: Heartbeat

    @Test func `a silent peer is pinged each second from the interval on, and dead at the timeout`() throws {
        let bench = try SocketBench { limits in
            limits.pingInterval = .seconds(4)
            limits.pingTimeout = .seconds(12)
        }
        bench.advance(by: .milliseconds(3_999))
        #expect(try bench.takeSent().isEmpty)
        bench.advance(by: .milliseconds(1))
        #expect(try bench.takeSent() == ["ping "])
        for _ in 5...11 {
            bench.advance(by: .seconds(1))
            #expect(try bench.takeSent() == ["ping "])
        }
        #expect(bench.session.causes.isEmpty)
        bench.advance(by: .seconds(1))
        #expect(bench.session.causes == [.silent])
        #expect(!bench.channel.isActive)
    }

    @Test(arguments: [WebSocketFrame.client(.pong), .client(.text, "x"), .client(.ping)])
    func `whatever is heard is a sign of life`(frame: WebSocketFrame) throws {
        let bench = try SocketBench()
        for _ in 1...3 {
            bench.advance(by: .seconds(11))
            bench.receive(frame)
        }
        #expect(bench.session.causes.isEmpty)
        #expect(bench.channel.isActive)
    }

    @Test func `a connection that is closing is not pinged`() throws {
        let bench = try SocketBench { $0.closeTimeout = .seconds(60) }
        bench.outlet.close(code: 1000, reason: "left")
        _ = try bench.takeSent()
        bench.advance(by: .seconds(20))
        #expect(try bench.takeSent().isEmpty)
    }

    @Test func `several silent peers of one loop are given up in one beat`() throws {
        let first = try SocketBench()
        let all = try [first] + (1...9).map { _ in try SocketBench(sharing: first) }
        first.advance(by: .seconds(6))
        all[4].receive(.client(.pong))
        first.advance(by: .seconds(6))
        #expect(all.map(\.session.causes.count) == [1, 1, 1, 1, 0, 1, 1, 1, 1, 1])
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `whoever leaves in whatever order, the beat reaches exactly the others`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let first = try SocketBench()
        let all = try [first] + (1...20).map { _ in try SocketBench(sharing: first) }
        let leaving = Set(all.indices.shuffled(using: &generator).prefix(12))
        for index in leaving.shuffled(using: &generator) { all[index].channel.pipeline.fireChannelInactive() }
        #expect(first.turn.count == all.count - leaving.count, "seed \(seed)")
        for bench in all { _ = try bench.takeSent() }
        first.advance(by: .seconds(4))
        for (index, bench) in all.enumerated() {
            #expect(try bench.takeSent() == (leaving.contains(index) ? [] : ["ping "]), "seed \(seed)")
        }
    }

    @Test func `a stopped turn beats no more`() throws {
        let bench = try SocketBench()
        bench.turn.stop()
        bench.advance(by: .seconds(60))
        #expect(try bench.takeSent().isEmpty)
        #expect(bench.session.causes.isEmpty)
    }
}
