import Identifiers
import RoomModel
import Rooms
import Signaling
import SignalingProtocol
import TestKit
import Testing

@Suite struct ResumingPeerTests {
    private let bench = PeerBench()

    @Test func `a lost session goes on over a new socket`() async {
        await bench.running {
            let hal = await bench.join(.host("hal"))
            let first = await bench.join(.guest("ann"))
            first.peer.socketClosed(isGoodbye: false)
            #expect(await bench.occupants?.last?.state == .reconnecting)
            hal.send(.data(1))
            let second = bench.connect()
            second.resume(first)
            await bench.settle()
            #expect(second.outlet.messages.map(\.type) == ["resumed", "participant_updated", "data", "participant_updated"])
            second.send(.data(1))
            #expect(second.outlet.acks.map(\.id) == [1])
            #expect(await bench.occupants?.last?.state == .active)
        }
    }

    @Test func `a session that cannot be resumed: the client joins on the same socket`() async {
        bench.door.accept("t", .guest("ann"))
        await bench.running {
            let socket = bench.connect()
            socket.send(.resume(Resume(session: .named("gone"), resumeToken: "x", lastSequence: 7)))
            await bench.settle()
            #expect(socket.outlet.sent.map(\.sequence) == [nil])
            #expect(socket.outlet.errors.map(\.code) == [.resumeFailed])
            #expect(socket.outlet.ending == nil)
            socket.send(.join(Join(token: "t")))
            await bench.settle()
            #expect(socket.outlet.joined != nil)
        }
    }

    @Test func `after the window the client is asked to join, not to resume`() async {
        await bench.running {
            let first = await bench.join(.guest("ann"))
            first.peer.socketClosed(isGoodbye: false)
            bench.bench.clock.advance(by: .seconds(30))
            await bench.calls.tick()
            let second = bench.connect()
            second.resume(first)
            await bench.settle()
            #expect(second.outlet.errors.map(\.code) == [.resumeFailed])
            #expect(second.outlet.ending == nil)
        }
    }

    @Test func `a removed person who resumes is closed with that`() async {
        await bench.running {
            _ = await bench.join(.host("hal"))
            let first = await bench.join(.guest("ann"))
            first.peer.socketClosed(isGoodbye: false)
            await bench.calls.perform(.remove(.named("ann")), in: .named("demo"))
            let second = bench.connect()
            second.resume(first)
            await bench.settle()
            #expect(second.outlet.endedWith == .removed)
        }
    }

    @Test func `an older socket whose identity joined elsewhere is told so, also when it resumes`() async {
        await bench.running {
            let first = await bench.join(.guest("ann"))
            _ = await bench.join(.guest("ann", presence: 2))
            #expect(first.outlet.endedWith == .replaced)
            first.peer.socketClosed(isGoodbye: false)
            let second = bench.connect()
            second.resume(first)
            await bench.settle()
            #expect(second.outlet.endedWith == .replaced)
            #expect(await bench.occupants?.count == 1)
        }
    }

    @Test func `a socket that closes while it resumes leaves the session to the next one`() async {
        await bench.running {
            let first = await bench.join(.guest("ann"))
            first.peer.socketClosed(isGoodbye: false)
            let later = BackgroundWork()
            let second = bench.connect(work: later)
            second.resume(first)
            second.peer.socketClosed(isGoodbye: true)
            later.finish()
            await later.run()
            #expect(second.outlet.messages.isEmpty)
            #expect(await bench.occupants?.map(\.state) == [.reconnecting])
            let third = bench.connect()
            third.resume(first)
            await bench.settle()
            #expect(third.outlet.resumed != nil)
        }
    }

    @Test func `a closed page leaves at once, a lost socket is waited for`() async {
        await bench.running {
            let hal = await bench.join(.host("hal"))
            let ann = await bench.join(.guest("ann"))
            let bob = await bench.join(.guest("bob"))
            ann.peer.socketClosed(isGoodbye: true)
            bob.peer.socketClosed(isGoodbye: false)
            #expect(await bench.occupants?.map(\.identity) == [.named("hal"), .named("bob")])
            #expect(hal.outlet.messages.map(\.type).suffix(2) == ["participant_left", "participant_updated"])
        }
    }

    @Test func `a closed socket says nothing any more`() async {
        await bench.running {
            let hal = await bench.join(.host("hal"))
            let ann = await bench.join(.guest("ann"))
            ann.peer.socketClosed(isGoodbye: false)
            let before = hal.outlet.messages.count
            ann.send(.data(1))
            ann.send("not JSON")
            ann.peer.socketClosed(isGoodbye: true)
            #expect(hal.outlet.messages.count == before)
            #expect(await bench.occupants?.count == 2)
        }
    }
}
