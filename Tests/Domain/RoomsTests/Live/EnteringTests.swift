import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct EnteringTests {
    @Test func `joined says everything the client needs`() throws {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let joined = try #require(ann.outlet.joined)
        #expect(ann.outlet.messages.count == 1)
        #expect(joined.you.id == ann.participant)
        #expect(joined.participants.map(\.id) == [hal.participant])
        #expect(joined.resumeWindow == .seconds(30))
        #expect(joined.pingInterval == .seconds(4))
        #expect(joined.pingTimeout == .seconds(12))
        #expect(joined.room.name == .named("demo"))
        #expect(joined.topology == Topology(kind: .mesh, epoch: 1, reason: "small_room"))
        #expect(joined.server == "saleflow")
        #expect(joined.resumeToken.utf8.count == 32)
        #expect(joined.session != hal.session)
        #expect(joined.resumeToken != hal.resumeToken)
    }

    @Test func `the first event of a session is number 1, in each session for itself`() {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        _ = bench.join(.guest("ann"))
        let bob = bench.join(.guest("bob"))
        _ = bench.join(.guest("cid"))
        #expect(hal.outlet.sequences == [1, 2, 3])
        #expect(bob.outlet.sequences == [1])
    }

    @Test func `somebody who is refused gets nothing, and nothing is left of them`() {
        let bench = CallBench()
        let (client, outcome) = bench.enter(.guest("ann"), room: .sample { $0.isLocked = true })
        #expect(outcome == .refused(.roomLocked))
        #expect(client.outlet.messages.isEmpty)
        #expect(client.outlet.ending == nil, "closing is the caller's affair")
        #expect(bench.occupants == nil)
    }

    @Test func `somebody whose removal was recorded after the door let them pass is refused`() {
        let bench = CallBench()
        _ = bench.join(.host("hal"))
        bench.records.remove(.named("ann"))
        #expect(bench.enter(.guest("ann")).outcome == .refused(.removed))
        #expect(bench.occupants?.participants.map(\.identity) == [.named("hal")])
    }

    @Test func `a socket that is gone by then changes nothing`() {
        let bench = CallBench()
        let older = bench.join(.guest("ann"))
        let outlet = RecordingOutlet()
        let entrant = Entrant(room: .sample, request: .guest("ann", presence: 2), credential: .lasting)
        let outcome = bench.shard.assumeIsolated { $0.enter(entrant, over: outlet, opening: { _ in false }) }
        #expect(outcome == .abandoned)
        #expect(older.outlet.ending == nil)
        #expect(bench.occupants?.participants.map(\.id) == [older.participant])
    }

    @Test func `the socket knows its session before anything is sent`() {
        let bench = CallBench()
        let outlet = RecordingOutlet()
        let entrant = Entrant(room: .sample, request: .guest("ann"), credential: .lasting)
        let outcome = bench.shard.assumeIsolated { shard in
            shard.enter(entrant, over: outlet, opening: { _ in outlet.messages.isEmpty })
        }
        #expect(outcome == outlet.joined.map { .opened($0.session) })
    }

    @Test func `the same identity joining twice: the newer is in and the older is told why`() {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        let older = bench.join(.guest("ann"))
        _ = hal.outlet.takeMessages()
        let newer = bench.join(.guest("ann", presence: 2))
        #expect(older.outlet.closing == Closing(code: .replaced, message: SignalingErrorCode.replaced.explanation, reconnect: false))
        #expect(older.outlet.closeCode == .replaced)
        #expect(newer.outlet.joined?.participants.map(\.id) == [hal.participant])
        #expect(
            hal.outlet.takeMessages().map(\.type) == ["participant_left", "participant_joined"],
            "the old one leaves before the new one joins"
        )
        #expect(older.resume() == .failed(.replaced))
        #expect(bench.occupants?.participants.count == 2)
    }

    @Test func `in a room with a lobby a guest gets waiting, and joined once they are admitted`() throws {
        let bench = CallBench()
        let room = RoomSettings.sample { $0.hasLobby = true }
        let hal = bench.join(.host("hal"), room: room)
        let ann = bench.join(.guest("ann"), room: room)
        let waiting = try #require(ann.outlet.waiting)
        #expect(waiting.room.hasLobby)
        #expect(ann.outlet.messages.count == 1)
        #expect(bench.occupants?.waiting.map(\.id) == [ann.participant])
        hal.request { .moderate($0, .admit(ann.participant)) }
        let joined = try #require(ann.outlet.joined)
        #expect(joined.session == waiting.session)
        #expect(joined.resumeToken == waiting.resumeToken)
        #expect(joined.participants.map(\.id) == [hal.participant])
        #expect(ann.outlet.sequences.isEmpty, "nothing is missing before the first event")
    }

    @Test func `who leaves the lobby by closing the page is taken off the list at once`() {
        let bench = CallBench()
        let room = RoomSettings.sample { $0.hasLobby = true }
        let hal = bench.join(.host("hal"), room: room)
        let ann = bench.join(.guest("ann"), room: room)
        ann.disconnect(isGoodbye: true)
        #expect(hal.outlet.messages.last == .lobbyLeft(LobbyLeft(participant: ann.participant, reason: .left)))
        #expect(bench.occupants?.waiting == [])
    }

    @Test func `a room that was made anew under its name begins a call of its own`() {
        let bench = CallBench()
        let older = bench.join(.host("hal"))
        let anew = RoomSettings(id: .named("anew"), name: .named("demo"), createdAt: .testStart + .seconds(1))
        let ann = bench.join(.guest("ann"), room: anew)
        #expect(older.outlet.closing?.code == .roomEnded)
        #expect(ann.outlet.joined?.participants == [])
        #expect(ann.outlet.joined?.room.id == anew.id)
        #expect(bench.enter(.guest("late")).outcome == .refused(.roomEnded), "the door was passed before the room was deleted")
        #expect(bench.occupants?.participants.map(\.id) == [ann.participant])
    }
}

extension CallBench {
    /// Who is in the room `demo`.
    var occupants: RoomOccupants? {
        shard.assumeIsolated { $0.occupants(of: .named("demo")) }
    }
}
