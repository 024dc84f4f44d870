import Identifiers
import RoomModel
import Rooms
import SignalingProtocol
import TestKit
import Testing
import Units

/// The calls as the HTTP API sees them, over three shards.
@Suite struct LiveCallsTests {
    private let bench = CallBench()
    private let calls: CallRegistry

    init() {
        calls = CallRegistry(executors: [InlineExecutor(), InlineExecutor(), InlineExecutor()], environment: bench.environment)
    }

    @discardableResult
    private func join(_ request: EntryRequest, room: RoomSettings) async -> RecordingOutlet {
        let outlet = RecordingOutlet()
        let entrant = Entrant(room: room, request: request, credential: .lasting)
        _ = await calls.shard(of: room.name).enter(entrant, over: outlet, opening: { _ in true })
        return outlet
    }

    @Test func `a room has the same shard every time, and rooms spread over all of them`() {
        let names = (0..<100).map { RoomName.named("room-\($0)") }
        #expect(names.allSatisfy { calls.shard(of: $0) === calls.shard(of: $0) })
        #expect(Set(names.map { ObjectIdentifier(calls.shard(of: $0)) }).count == 3)
    }

    @Test func `occupants and occupancy tell who is where`() async {
        for number in 1...9 {
            let room = RoomSettings.sample(named: "room-\(number)")
            await join(.host("hal"), room: room)
            await join(.guest("ann"), room: room)
        }
        let occupancy = await calls.occupancy()
        #expect(occupancy.count == 9)
        #expect(occupancy.values.allSatisfy { $0 == RoomOccupancy(participants: 2, waiting: 0) })
        #expect(await calls.occupants(of: .named("room-3"))?.participants.map(\.identity) == [.named("hal"), .named("ann")])
        #expect(await calls.occupants(of: .named("nowhere")) == nil)
    }

    @Test func `who waits is told apart from who is in`() async {
        let room = RoomSettings.sample { $0.hasLobby = true }
        await join(.host("hal"), room: room)
        await join(.guest("ann"), room: room)
        #expect(await calls.occupancy() == [.named("demo"): RoomOccupancy(participants: 1, waiting: 1)])
        #expect(await calls.occupants(of: .named("demo"))?.waiting.map(\.identity) == [.named("ann")])
    }

    @Test func `each order is carried out, or answered that there is nobody for it`() async {
        let hal = await join(.host("hal"), room: .sample)
        let ann = await join(.guest("ann"), room: .sample)
        #expect(await calls.perform(.mute(.named("ann"), track: nil), in: .named("demo")))
        #expect(await !calls.perform(.mute(.named("ann"), track: .named("none")), in: .named("demo")))
        #expect(await calls.perform(.setRole(.named("ann"), .cohost), in: .named("demo")))
        #expect(await !calls.perform(.setRole(.named("bob"), .cohost), in: .named("demo")))
        #expect(await calls.perform(.settingsChanged(.sample { $0.title = "Demo" }), in: .named("demo")))
        #expect(hal.messages.map(\.type) == ["joined", "participant_joined", "participant_updated", "room_updated"])
        #expect(await !calls.perform(.remove(.named("bob")), in: .named("demo")))
        #expect(await calls.perform(.remove(.named("ann")), in: .named("demo")))
        #expect(ann.closing?.code == .removed)
        #expect(await calls.perform(.end, in: .named("demo")))
        #expect(hal.closing?.code == .roomEnded)
        #expect(hal.closeCode == .roomUnavailable)
        #expect(await calls.occupancy().isEmpty)
        #expect(await !calls.perform(.end, in: .named("demo")))
    }

    @Test func `a session is found on whichever shard it is`() async throws {
        for number in 1...6 {
            let outlet = await join(.guest("ann"), room: .sample(named: "room-\(number)"))
            let joined = try #require(outlet.joined)
            let request = Resume(session: joined.session, resumeToken: joined.resumeToken, lastSequence: 0)
            let socket = RecordingOutlet()
            let shard = calls.shard(of: .named("room-\(number)"))
            #expect(await calls.resume(request, over: socket, opening: { $0 == joined.session && $1 === shard }) == .resumed)
            #expect(socket.resumed != nil)
        }
    }

    @Test func `a session that no shard knows cannot be resumed`() async {
        let request = Resume(session: .named("none"), resumeToken: "t", lastSequence: 0)
        #expect(await calls.resume(request, over: RecordingOutlet(), opening: { _, _ in true }) == .failed(.resumeFailed))
    }

    @Test func `ticking reaches every shard`() async throws {
        for number in 1...6 {
            let name = "room-\(number)"
            let outlet = await join(.guest("ann"), room: .sample(named: name))
            let session = try #require(outlet.joined).session
            await calls.shard(of: .named(name)).closed(session, over: outlet, isGoodbye: false)
        }
        bench.clock.advance(by: .seconds(30))
        await calls.tick()
        #expect(await calls.occupancy().isEmpty)
    }
}
