import Identifiers
import RoomModel
import Rooms
import Signaling
import SignalingProtocol
import TestKit
import Testing

@Suite struct FirstMessageTests {
    private let bench = PeerBench()

    @Test func `join opens a session, and what follows reaches it in order`() async {
        await bench.running {
            let ann = await bench.join(.guest("ann"))
            #expect(ann.outlet.joined?.you.identity == .named("ann"))
            for number in 1...3 as ClosedRange<Int64> { ann.send(.data(RequestID(number))) }
            #expect(ann.outlet.acks.map(\.id) == [1, 2, 3])
            #expect(ann.outlet.ending == nil)
        }
    }

    static let others: [ClientMessage] = [
        .ping(Ping(lastSequence: 0, sentAt: .testStart)),
        .leave(Leave(id: 1)),
        .publish(1, .camera),
        .unpublish(1, .named("track")),
        .mute(1, .named("track"), true),
        .update(Update(id: 1)),
        .offer(1, to: .named("bob")),
        .candidate(1, to: .named("bob")),
        .data(1),
        .moderate(1, .end),
    ]

    @Test(arguments: others)
    func `any other first message ends the socket`(message: ClientMessage) {
        let socket = bench.connect()
        socket.send(message)
        #expect(socket.outlet.endedWith == .notJoined)
        #expect(socket.outlet.closeCode == .protocolError)
        #expect(socket.outlet.messages.count == 1)
    }

    @Test func `a message before the answer to join ends the socket, and nobody joins`() async {
        let gate = Gate()
        bench.door.wait(for: gate)
        bench.door.accept("t", .guest("ann"))
        await bench.running {
            let socket = bench.connect()
            socket.send(.join(Join(token: "t")))
            socket.send(.ping(Ping(lastSequence: 0, sentAt: .testStart)))
            #expect(socket.outlet.endedWith == .notJoined)
            gate.open()
            await bench.settle()
            #expect(await bench.occupants == nil)
            #expect(socket.outlet.messages.count == 1)
        }
    }

    @Test func `a second join while the first one waits ends the socket`() async {
        bench.door.accept("t", .guest("ann"))
        let socket = bench.connect()
        socket.send(.join(Join(token: "t")))
        socket.send(.join(Join(token: "t")))
        #expect(socket.outlet.endedWith == .notJoined)
        await bench.running { await bench.settle() }
        #expect(await bench.occupants == nil)
    }

    @Test func `a second join on an open session is answered and changes nothing`() async {
        await bench.running {
            let ann = await bench.join(.guest("ann"))
            ann.send(.join(Join(token: "x")))
            #expect(ann.outlet.errors.map(\.code) == [.alreadyJoined])
            #expect(ann.outlet.ending == nil)
            #expect(await bench.occupants?.count == 1)
        }
    }

    // MARK: Time

    @Test func `who does not join in time is closed`() {
        let socket = bench.connect()
        socket.peer.joinTimeoutPassed()
        #expect(socket.outlet.endedWith == .joinTimeout)
        #expect(socket.outlet.closing?.reconnect == true)
    }

    @Test func `when the door takes too long the socket is closed, and its answer lets nobody in`() async {
        let gate = Gate()
        bench.door.wait(for: gate)
        bench.door.accept("t", .guest("ann"))
        await bench.running {
            let socket = bench.connect()
            socket.send(.join(Join(token: "t")))
            socket.peer.joinTimeoutPassed()
            #expect(socket.outlet.endedWith == .joinTimeout)
            gate.open()
            await bench.settle()
            #expect(await bench.occupants == nil)
        }
    }

    @Test func `the time for a join means nothing to who has joined, waits or left`() async {
        await bench.running {
            let hal = await bench.join(.host("hal"), room: .sample { $0.hasLobby = true })
            let ann = await bench.join(.guest("ann"), room: .sample { $0.hasLobby = true })
            #expect(ann.outlet.waiting != nil)
            for socket in [hal, ann] {
                socket.peer.joinTimeoutPassed()
                #expect(socket.outlet.ending == nil)
            }
            let gone = bench.connect()
            gone.peer.socketClosed(isGoodbye: false)
            gone.peer.joinTimeoutPassed()
            #expect(gone.outlet.messages.isEmpty)
        }
    }

    // MARK: Closing while the door is being opened

    @Test func `a socket that closed while the door waited lets nobody in and replaces nobody`() async {
        await bench.running {
            let older = await bench.join(.guest("ann"))
            let gate = Gate()
            bench.door.wait(for: gate)
            bench.door.accept("newer", .guest("ann", presence: 2))
            let socket = bench.connect()
            socket.send(.join(Join(token: "newer")))
            socket.peer.socketClosed(isGoodbye: true)
            gate.open()
            await bench.settle()
            #expect(older.outlet.ending == nil)
            #expect(await bench.occupants?.map(\.id) == [.named("ann")])
        }
    }

    @Test func `when there is too much work the client is told to come back`() {
        let bench = PeerBench(workMaximum: 1)
        #expect(bench.bench.work.submit {})
        let socket = bench.connect()
        socket.send(.join(Join(token: "t")))
        #expect(socket.outlet.endedWith == .internal)
        #expect(socket.outlet.closing?.reconnect == true)
    }

    @Test func `a stopping server says so to everyone, and who is on the way in does not get in`() async {
        let gate = Gate()
        await bench.running {
            let ann = await bench.join(.guest("ann"))
            bench.door.wait(for: gate)
            bench.door.accept("t", .guest("bob"))
            let bob = bench.connect()
            bob.send(.join(Join(token: "t")))
            let new = bench.connect()
            for socket in [ann, bob, new] {
                socket.peer.serverIsStopping()
                #expect(socket.outlet.endedWith == .serverShutdown)
                #expect(socket.outlet.closeCode == .goingAway)
            }
            gate.open()
            await bench.settle()
            #expect(await bench.occupants?.map(\.identity) == [.named("ann")])
        }
    }
}
