import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing

@Suite struct DeliveryTests {
    @Test func `a message to a hundred people is encoded once`() {
        let bench = CallBench(policy: RoomPolicy(meshMaximum: 100))
        let clients = (1...100).map { bench.join(.guest("p\($0)")) }
        clients[0].request { .data($0, nil, String(repeating: "x", count: 1000)) }
        let received = clients.dropFirst().map(\.outlet.sent.last)
        #expect(received.allSatisfy { $0?.message.type == "data" })
        let buffers = Set(received.compactMap { $0?.encoded.bytes.withUnsafeBufferPointer(\.baseAddress) })
        #expect(buffers.count == 1, "all share the bytes")
        #expect(Set(received.map { $0?.sequence }).count > 1, "each under its own number")
    }

    @Test func `a socket that fails while it is written to does not change the order for the others`() {
        let bench = CallBench(policy: RoomPolicy(meshMaximum: 9))
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let bob = bench.join(.guest("bob"))
        let (session, outlet, shard) = (ann.session, ann.outlet, bench.shard)
        outlet.onSend { message in
            guard case .data = message else { return }
            outlet.onSend(nil)
            shard.assumeIsolated { $0.closed(session, over: outlet, isGoodbye: false) }
        }
        _ = bob.outlet.takeMessages()
        hal.request { .data($0, nil, "hi") }
        // ann stands before bob in the room, so she fails before bob gets the data.
        #expect(bob.outlet.takeMessages().map(\.type) == ["data", "participant_updated"])
        #expect(hal.outlet.messages.map(\.type).suffix(2) == ["ack", "participant_updated"])
    }

    @Test func `a socket that fails on joined is waited for like any other`() {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        let outlet = RecordingOutlet()
        let shard = bench.shard
        outlet.onSend { message in
            guard case .joined(let joined) = message else { return }
            outlet.onSend(nil)
            shard.assumeIsolated { $0.closed(joined.session, over: outlet, isGoodbye: false) }
        }
        let entrant = Entrant(room: .sample, request: .guest("ann"), credential: .lasting)
        _ = shard.assumeIsolated { $0.enter(entrant, over: outlet, opening: { _ in true }) }
        #expect(hal.outlet.messages.map(\.type) == ["joined", "participant_joined", "participant_updated"])
        bench.tick(after: .seconds(30))
        #expect(bench.occupants?.participants.map(\.id) == [hal.participant])
    }

    @Test func `a socket that fails when its session is ended does no harm`() {
        let bench = CallBench()
        let ann = bench.join(.guest("ann"))
        let (session, outlet, shard) = (ann.session, ann.outlet, bench.shard)
        outlet.onSend { message in
            guard case .closing = message else { return }
            shard.assumeIsolated { $0.closed(session, over: outlet, isGoodbye: true) }
        }
        _ = shard.assumeIsolated { $0.perform(.end, in: .named("demo")) }
        #expect(outlet.closing?.code == .roomEnded)
        #expect(bench.occupants == nil)
    }

    @Test func `rooms of one shard do not hear each other`() {
        let bench = CallBench()
        let ann = bench.join(.guest("ann"), room: .sample(named: "one"))
        let bob = bench.join(.guest("bob"), room: .sample(named: "two"))
        ann.request { .data($0) }
        ann.request { .data($0, [bob.participant], "hi") }
        #expect(bob.outlet.messages.count == 1)
        #expect(ann.outlet.errors.map(\.code) == [.notFound])
    }
}
