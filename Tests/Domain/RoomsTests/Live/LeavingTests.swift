import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct LeavingTests {
    private let bench = CallBench()

    @Test func `leave is acknowledged, then the socket is closed with 1000`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let id = ann.request { .leave(Leave(id: $0)) }
        #expect(ann.outlet.messages.last == .ack(Ack(id: id)))
        #expect(ann.outlet.closeCode == .normal)
        #expect(hal.outlet.messages.last == .participantLeft(ParticipantLeft(participant: ann.participant, reason: .left)))
        #expect(ann.resume() == nil, "the session is over")
    }

    @Test func `a closed page leaves at once`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect(isGoodbye: true)
        #expect(hal.outlet.messages.last == .participantLeft(ParticipantLeft(participant: ann.participant, reason: .left)))
        #expect(bench.occupants?.participants.count == 1)
    }

    @Test func `a lost socket leaves after the window, and is seen as reconnecting until then`() throws {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        #expect(bench.occupants?.participants.last?.state == .reconnecting)
        bench.tick(after: .milliseconds(29_999))
        #expect(bench.occupants?.participants.count == 2)
        bench.tick(after: .milliseconds(1))
        #expect(hal.outlet.messages.last == .participantLeft(ParticipantLeft(participant: ann.participant, reason: .timeout)))
        #expect(bench.occupants?.participants.count == 1)
        #expect(ann.resume() == nil, "a client that comes later is asked to join")
    }

    @Test func `the last one out takes the call with them`() {
        let ann = bench.join(.guest("ann"))
        #expect(bench.occupation.rooms == 1)
        ann.disconnect()
        #expect(bench.occupation == CallMetrics.Occupation(rooms: 1, participants: 1, waiting: 0, away: 1))
        bench.tick(after: .seconds(30))
        #expect(bench.occupation == CallMetrics.Occupation())
        #expect(bench.occupants == nil)
    }

    @Test func `a socket of the past says nothing any more`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let older = ann.outlet
        ann.resume()
        let before = hal.outlet.messages.count
        ann.send(.data(1), over: older)
        let session = ann.session
        bench.shard.assumeIsolated { $0.closed(session, over: older, isGoodbye: true) }
        #expect(hal.outlet.messages.count == before)
        #expect(bench.occupants?.participants.count == 2)
    }

    @Test func `a socket that closes twice leaves once`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        let before = hal.outlet.messages.count
        ann.disconnect()
        ann.disconnect(isGoodbye: true)
        #expect(hal.outlet.messages.count == before)
        #expect(bench.occupants?.participants.count == 2)
    }
}

extension CallBench {
    var occupation: CallMetrics.Occupation {
        shard.assumeIsolated { $0.occupation() }
    }
}

extension CallMetrics.Occupation: Equatable {
    static func == (left: Self, right: Self) -> Bool {
        (left.rooms, left.participants, left.waiting, left.away) == (right.rooms, right.participants, right.waiting, right.away)
    }
}
