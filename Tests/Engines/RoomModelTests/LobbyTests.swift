import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct LobbyTests {
    private let withLobby = RoomSettings.sample { $0.hasLobby = true }

    private func waiting(_ name: String, presence: Int = 1) -> WaitingInfo {
        WaitingInfo(id: .named(name, presence), identity: .named(name), name: .named(name), since: .testStart)
    }

    @Test func `guests and observers wait, moderators do not, and only moderators are told`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"), .cohost("coe"))
        let (result, outputs) = room.enterWithOutputs(.guest("ann"))
        #expect(result == .waiting)
        #expect(outputs == [.lobbyJoined(waiting("ann"), to: .hal, .coe)])
        #expect(room.enter(.observer("eve")) == .waiting)
        #expect(room.model.participants.map(\.id) == [.hal, .coe])
        #expect(room.model.waiting == [waiting("ann"), waiting("eve")])
        #expect(room.model.waitingCount == 2)
        #expect(room.model.view(for: .ann) == nil)
        #expect(room.model.view(for: .hal)?.waiting == [waiting("ann"), waiting("eve")])
    }

    @Test func `guests in the room are not shown who waits`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("bob"))
        room.send(.moderate(1, .lobby(true)), from: .hal)
        let (_, outputs) = room.enterWithOutputs(.guest("ann"))
        #expect(outputs == [.lobbyJoined(waiting("ann"), to: .hal)])
        #expect(room.model.view(for: .bob)?.waiting == [])
    }

    @Test(arguments: ["hal", "coe"])
    func `an admitted person joins, and moderators see them leave the lobby`(moderator: String) {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"), .cohost("coe"))
        room.enter(.guest("ann"))
        room.advance(by: .seconds(3))
        let outputs = room.send(.moderate(7, .admit(.ann)), from: .named(moderator))
        #expect(
            outputs == [
                .joined(room.participant(.ann), to: .hal, .coe),
                .admitted(.ann),
                .lobbyLeft(.ann, .admitted, to: .hal, .coe),
                .ack(7, to: .named(moderator)),
            ]
        )
        #expect(room.participant(.ann).joinedAt == .testStart + .seconds(3))
        #expect(room.model.waitingCount == 0)
    }

    @Test func `whoever was admitted once need not wait again`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        room.send(.moderate(1, .admit(.ann)), from: .hal)
        room.perform { model, _ in model.leave(.ann, reason: .timeout) }
        #expect(room.enter(.guest("ann", presence: 2)) == .joined)
    }

    @Test func `admitting is refused while the room is full, and the person goes on waiting`() {
        var room = RoomDriver(withLobby, policy: RoomPolicy(meshMaximum: 1))
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        #expect(room.send(.moderate(1, .admit(.ann)), from: .hal).refusal == .roomFull)
        #expect(room.model.waiting.map(\.id) == [.ann])
    }

    @Test func `a host admits into a locked room`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        room.send(.moderate(1, .lock(true)), from: .hal)
        room.send(.moderate(2, .admit(.ann)), from: .hal)
        #expect(room.model.participant(.ann) != nil)
    }

    @Test(arguments: [ModerationAction.admit(.bob), .deny(.bob)])
    func `nobody who does not wait is admitted or denied`(action: ModerationAction) {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"), .cohost("bob"))
        #expect(room.send(.moderate(1, action), from: .hal).refusal == .notFound)
        #expect(room.send(.moderate(2, .admit(.eve)), from: .hal).refusal == .notFound)
    }

    @Test func `a denied person is sent away once that is recorded, and not before`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        let removal = PendingRemoval(identity: .named("ann"), moderator: .hal, request: 1, code: .denied)
        #expect(room.send(.moderate(1, .deny(.ann)), from: .hal) == [.recordRemoval(removal)])
        #expect(room.model.waitingCount == 1)
        #expect(
            room.perform { model, _ in model.removalRecorded(removal, succeeded: true) } == [
                .ack(1, to: .hal),
                .lobbyLeft(.ann, .denied, to: .hal),
                .close(.ann, .denied),
            ]
        )
        #expect(room.model.waitingCount == 0)
    }

    @Test func `a denied person who was admitted meanwhile leaves the room`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"), .cohost("coe"))
        room.enter(.guest("ann"))
        room.send(.moderate(1, .deny(.ann)), from: .hal)
        room.send(.moderate(1, .admit(.ann)), from: .coe)
        let removal = PendingRemoval(identity: .named("ann"), moderator: .hal, request: 1, code: .denied)
        #expect(
            room.perform { model, _ in model.removalRecorded(removal, succeeded: true) } == [
                .ack(1, to: .hal),
                .left(.ann, .removed, to: .hal, .coe),
                .close(.ann, .denied),
            ]
        )
    }

    @Test func `the same identity waits once; the older one is told why`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        let (result, outputs) = room.enterWithOutputs(.guest("ann", presence: 2))
        #expect(result == .waiting)
        #expect(
            outputs == [
                .lobbyLeft(.ann, .left, to: .hal),
                .close(.ann, .replaced),
                .lobbyJoined(waiting("ann", presence: 2), to: .hal),
            ]
        )
        #expect(room.model.waitingCount == 1)
    }

    @Test func `a waiting guest who comes back as host leaves the lobby and joins`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        let (result, outputs) = room.enterWithOutputs(.host("ann", presence: 2))
        #expect(result == .joined)
        #expect(outputs.first == .lobbyLeft(.ann, .left, to: .hal))
        #expect(room.model.waitingCount == 0)
        #expect(room.model.participantCount == 2)
    }

    @Test func `a lobby takes as many as the policy says`() {
        var room = RoomDriver(withLobby, policy: RoomPolicy(lobbyMaximum: 2))
        room.enter(.host("hal"))
        #expect(room.enter(.guest("ann")) == .waiting)
        #expect(room.enter(.guest("bob")) == .waiting)
        #expect(room.enterWithOutputs(.guest("cid")) == (.refused(.roomFull), []))
        #expect(room.enter(.guest("bob", presence: 2)) == .waiting, "a return replaces")
    }

    @Test func `who waits may not ask for anything`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        let requests: [ClientMessage] = [
            .publish(1, .camera), .data(2), .offer(3, to: .hal), .candidate(4, to: .hal), .moderate(5, .admit(.ann)),
            .update(Update(id: 6, metadata: "x")), .mute(7, .named("track"), true), .unpublish(8, .named("track")),
        ]
        for request in requests {
            let outputs = room.send(request, from: .ann)
            #expect(outputs.refusal == .forbidden)
            #expect(outputs.messages(to: .ann).count == 1)
        }
    }

    @Test func `who gives up waiting is taken off the list`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        #expect(room.perform { model, _ in model.leave(.ann, reason: .left) } == [.lobbyLeft(.ann, .left, to: .hal)])
        #expect(room.model.waitingCount == 0)
    }

    @Test func `a person who waits is found by identity, and can be removed by the API`() {
        var room = RoomDriver(withLobby)
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        #expect(room.model.participantID(of: .named("ann")) == .ann)
        let (isHere, outputs) = room.order { $0.remove(.named("ann")) }
        #expect(isHere)
        #expect(outputs == [.lobbyLeft(.ann, .denied, to: .hal), .close(.ann, .removed)])
    }
}
