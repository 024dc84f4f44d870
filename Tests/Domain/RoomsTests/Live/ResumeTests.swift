import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct ResumeTests {
    private let bench = CallBench()

    @Test func `nothing is lost and nothing comes twice`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        for number in 1...3 { hal.request { .data($0, nil, "before \(number)") } }
        ann.disconnect()
        for number in 1...3 { hal.request { .data($0, nil, "away \(number)") } }
        #expect(ann.resume() == .resumed)
        hal.request { .data($0, nil, "after") }
        #expect(ann.payloads == ["before 1", "before 2", "before 3", "away 1", "away 2", "away 3", "after"])
        let sequences = ann.outlets.flatMap(\.sequences)
        #expect(sequences == (1...Int64(sequences.count)).map { SequenceNumber($0) })
    }

    @Test func `what was sent into the dead socket is sent again`() throws {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        for number in 1...4 { hal.request { .data($0, nil, "\(number)") } }
        // The client saw two of the four before its socket died, and the server does not know yet that it did.
        #expect(ann.resume(after: 2) == .resumed)
        #expect(ann.outlet.resumed == Resumed(lastID: .none, nextSequence: 3))
        #expect(ann.outlet.sequences == [3, 4])
        #expect(ann.outlet.messages.first?.type == "resumed")
        #expect(bench.occupants?.participants.last?.state == .active)
    }

    @Test func `resumed names the first number that follows, replayed or not`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        ann.resume()
        // `participant_updated` of the loss was kept: 1. That of the return follows: 2.
        #expect(ann.outlet.resumed == Resumed(lastID: .none, nextSequence: 1))
        #expect(ann.outlet.sequences == [1, 2])
        hal.resume()
        #expect(hal.outlet.resumed?.nextSequence == SequenceNumber(hal.lastSequence.rawValue + 1))
        #expect(hal.outlet.sequences.isEmpty)
    }

    @Test func `resumed tells which requests arrived, and those sent again are not carried out twice`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.request { .data($0, nil, "one") }
        ann.request { .data($0, nil, "two") }
        ann.disconnect()
        ann.resume()
        #expect(ann.outlet.resumed?.lastID == 2)
        ann.send(.data(2, nil, "two"))
        ann.send(.data(3, nil, "three"))
        #expect(hal.payloads == ["one", "two", "three"])
        #expect(ann.outlets.flatMap(\.acks).map(\.id) == [1, 2, 3])
    }

    @Test func `others see that somebody is back`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        ann.resume()
        let states = hal.outlet.messages.compactMap { message -> ParticipantState? in
            if case .participantUpdated(let event) = message { event.participant.state } else { nil }
        }
        #expect(states == [.reconnecting, .active])
    }

    @Test func `a wrong token resumes nothing and leaves the session alone`() {
        let ann = bench.join(.guest("ann"))
        let token = ann.resumeToken
        let socket = ann.outlet
        for wrong in ["", "x", String(token.dropLast()), token + "0", String(token.reversed())] {
            #expect(ann.resume(after: 0, token: wrong) == .failed(.resumeFailed))
            #expect(ann.outlet.messages.isEmpty)
        }
        #expect(socket.ending == nil)
        #expect(ann.resume(token: token) == .resumed)
    }

    @Test func `a number that was never sent resumes nothing`() {
        let ann = bench.join(.guest("ann"))
        #expect(ann.resume(after: 1) == .failed(.resumeFailed))
        #expect(ann.resume(after: SequenceNumber(9_007_199_254_740_991)) == .failed(.resumeFailed))
        #expect(ann.resume(after: 0) == .resumed)
    }

    @Test func `a number that the client confirmed earlier resumes nothing`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        for _ in 1...3 { hal.request { .data($0) } }
        ann.send(.ping(Ping(lastSequence: 2, sentAt: .testStart)))
        #expect(ann.resume(after: 1) == .failed(.resumeFailed))
        #expect(ann.resume(after: 2) == .resumed)
    }

    @Test func `an unknown session is nobody's`() {
        let ann = bench.join(.guest("ann"))
        let request = Resume(session: .named("other"), resumeToken: ann.resumeToken, lastSequence: 0)
        #expect(bench.shard.assumeIsolated { $0.resume(request, over: RecordingOutlet(), opening: { _ in true }) } == nil)
    }

    @Test func `a session whose log overflowed while it was away cannot be resumed, and times out`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        for _ in 0...SessionLog.maximumCount {
            bench.clock.advance(by: .milliseconds(10))
            hal.request { .data($0, to: [ann.participant]) }
        }
        #expect(ann.resume() == .failed(.resumeFailed))
        #expect(bench.occupants?.participants.last?.state == .reconnecting)
        bench.tick(after: .seconds(30))
        #expect(bench.occupants?.participants.count == 1)
    }

    @Test func `a removed person who resumes is told that they were removed`() {
        _ = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        _ = bench.shard.assumeIsolated { $0.perform(.remove(.named("ann")), in: .named("demo")) }
        #expect(ann.resume() == .failed(.removed))
        bench.tick(after: .seconds(30))
        #expect(ann.resume() == nil, "after the window nobody remembers")
    }

    @Test func `somebody away when the call ended is told so`() {
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        _ = bench.shard.assumeIsolated { $0.perform(.end, in: .named("demo")) }
        #expect(ann.resume() == .failed(.roomEnded))
    }

    @Test func `two sockets for one session: the newer goes on and the older is told why`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let older = ann.outlet
        #expect(ann.resume() == .resumed)
        #expect(older.closing?.code == .replaced)
        #expect(older.closeCode == .replaced)
        hal.request { .data($0, nil, "hi") }
        #expect(ann.payloads == ["hi"])
        #expect(!hal.outlet.messages.contains { $0.type == "participant_updated" }, "nobody was away")
    }

    @Test func `a socket that is gone by then leaves the session as it was`() {
        _ = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        let request = Resume(session: ann.session, resumeToken: ann.resumeToken, lastSequence: ann.lastSequence)
        let outcome = bench.shard.assumeIsolated { $0.resume(request, over: RecordingOutlet(), opening: { _ in false }) }
        #expect(outcome == .abandoned)
        #expect(bench.occupants?.participants.last?.state == .reconnecting)
        #expect(ann.resume() == .resumed)
    }

    @Test func `a new socket that fails during the replay leaves the session waiting again`() {
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        ann.disconnect()
        for number in 1...3 { hal.request { .data($0, nil, "\(number)") } }
        let broken = RecordingOutlet()
        let (session, shard) = (ann.session, bench.shard)
        broken.onSend { message in
            guard case .data = message else { return }
            shard.assumeIsolated { $0.closed(session, over: broken, isGoodbye: false) }
        }
        let request = Resume(session: session, resumeToken: ann.resumeToken, lastSequence: ann.lastSequence)
        _ = shard.assumeIsolated { $0.resume(request, over: broken, opening: { _ in true }) }
        #expect(bench.occupants?.participants.last?.state == .reconnecting)
        #expect(bench.occupation.away == 1)
        #expect(ann.resume() == .resumed)
        #expect(ann.payloads == ["1", "2", "3"])
        #expect(bench.occupants?.participants.last?.state == .active)
    }

    // MARK: The lobby

    private let withLobby = RoomSettings.sample { $0.hasLobby = true }

    @Test func `who waits resumes and goes on waiting`() {
        let hal = bench.join(.host("hal"), room: withLobby)
        let ann = bench.join(.guest("ann"), room: withLobby)
        ann.disconnect()
        #expect(ann.resume() == .resumed)
        #expect(ann.outlet.messages.map(\.type) == ["resumed"])
        hal.request { .moderate($0, .admit(ann.participant)) }
        #expect(ann.outlet.joined != nil)
    }

    @Test func `who is admitted while away gets joined in its place among what they missed`() throws {
        let hal = bench.join(.host("hal"), room: withLobby)
        let ann = bench.join(.guest("ann"), room: withLobby)
        ann.request { .data($0) }
        ann.disconnect()
        hal.request { .moderate($0, .admit(ann.participant)) }
        let coe = bench.join(.cohost("coe"), room: withLobby)
        hal.request { .data($0, nil, "hi") }
        #expect(ann.resume(after: 0) == .resumed)
        #expect(
            ann.outlet.messages.map(\.type) == ["resumed", "error", "joined", "participant_joined", "data", "participant_updated"],
            "as if the socket had been there all the time"
        )
        let joined = try #require(ann.outlet.joined)
        #expect(joined.participants.map(\.id) == [hal.participant], "what came later is told by what follows")
        #expect(joined.you.state == .reconnecting)
        #expect(coe.outlet.joined?.participants.map(\.id) == [hal.participant, ann.participant])
    }

    @Test func `a joined that was lost with its socket is said again`() {
        let hal = bench.join(.host("hal"), room: withLobby)
        let ann = bench.join(.guest("ann"), room: withLobby)
        hal.request { .moderate($0, .admit(ann.participant)) }
        #expect(ann.resume(after: 0) == .resumed)
        #expect(ann.outlet.joined != nil)
        #expect(ann.resume(after: 0) == .resumed)
        #expect(ann.outlet.joined != nil, "and again, until the client shows that it knows")
    }

    @Test func `a joined that arrived is not said again`() {
        let hal = bench.join(.host("hal"), room: withLobby)
        let ann = bench.join(.guest("ann"), room: withLobby)
        hal.request { .moderate($0, .admit(ann.participant)) }
        ann.request { .publish($0, .camera) }
        ann.resume()
        #expect(ann.outlet.joined == nil, "only who knows that they are in asks for something")

        let bob = bench.join(.guest("bob"), room: withLobby)
        hal.request { .moderate($0, .admit(bob.participant)) }
        hal.request { .data($0) }
        bob.resume()
        #expect(bob.outlet.joined == nil, "who saw a later message saw joined")
    }

    @Test func `a direct join is not repeated: without it there would be no session to resume`() {
        let ann = bench.join(.guest("ann"))
        ann.resume(after: 0)
        #expect(ann.outlet.messages.map(\.type) == ["resumed"])
    }
}

extension CallClient {
    /// The payloads of the data that came, over all sockets.
    var payloads: [String] {
        outlets.flatMap(\.messages).compactMap { if case .data(let data) = $0 { data.payload } else { nil } }
    }
}

extension ClientMessage {
    static func data(_ id: RequestID, _ recipients: [ParticipantID]?, _ payload: String) -> ClientMessage {
        .data(id, to: recipients, payload)
    }
}
