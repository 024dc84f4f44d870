import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct EntryTests {
    @Test func `who joins is announced to those who are there, and told of them by the view`() throws {
        var room = RoomDriver()
        room.enter(.host("hal"))
        let (result, outputs) = room.enterWithOutputs(.guest("ann"))
        #expect(result == .joined)
        #expect(outputs == [.joined(room.participant(.ann), to: .hal)])
        let view = try #require(room.model.view(for: .ann))
        #expect(view.you == room.participant(.ann))
        #expect(view.participants == [room.participant(.hal)])
        #expect(view.room == room.model.roomInfo)
        #expect(view.topology == Topology(kind: .mesh, epoch: 1, reason: "small_room"))
    }

    @Test func `the first one in is announced to nobody`() {
        var room = RoomDriver()
        #expect(room.enterWithOutputs(.guest("ann")).outputs.isEmpty)
        #expect(room.model.participantCount == 1)
    }

    @Test func `a participant is what the token said, from the moment of entry`() {
        var room = RoomDriver()
        room.advance(by: .seconds(5))
        room.enter(
            .guest("ann").with { request in
                request.metadata = "m"
                request.attributes = ["team": "red"]
                request.grantedSources = [.microphone]
                request.canPublishData = false
            }
        )
        #expect(
            room.participant(.ann)
                == ParticipantInfo(
                    id: .ann,
                    identity: .named("ann"),
                    name: .named("ann"),
                    role: .guest,
                    state: .active,
                    metadata: "m",
                    attributes: ["team": "red"],
                    joinedAt: .testStart + .seconds(5),
                    canPublish: [.microphone],
                    canPublishData: false
                )
        )
    }

    @Test(arguments: [(0, 4, 4), (2, 4, 2), (9, 4, 4), (1, 4, 1), (0, 1, 1), (50, 100, 50)])
    func `a room takes as many as the smaller of its own limit and that of a mesh`(maximum: Int, mesh: Int, expected: Int) {
        var room = RoomDriver(.sample { $0.maximumParticipants = maximum }, policy: RoomPolicy(meshMaximum: mesh))
        for number in 1...expected { #expect(room.enter(.guest("p\(number)")) == .joined) }
        #expect(room.enterWithOutputs(.guest("late")) == (.refused(.roomFull), []))
        #expect(room.enter(.host("boss")) == .refused(.roomFull), "a role is no place in the room")
        #expect(room.model.participantCount == expected)
    }

    @Test func `one who leaves makes room for another`() {
        var room = RoomDriver(policy: RoomPolicy(meshMaximum: 1))
        room.enter(.guest("ann"))
        room.perform { model, _ in model.leave(.ann, reason: .left) }
        #expect(room.enter(.guest("bob")) == .joined)
    }

    @Test func `before not_before and from expires_at on nobody enters, not even a host`() {
        let settings = RoomSettings.sample { settings in
            settings.notBefore = .testStart + .seconds(10)
            settings.expiresAt = .testStart + .seconds(20)
        }
        var room = RoomDriver(settings)
        #expect(room.enterWithOutputs(.host("hal")) == (.refused(.roomNotOpen), []))
        room.advance(by: .milliseconds(9_999))
        #expect(room.enter(.host("hal")) == .refused(.roomNotOpen))
        room.advance(by: .milliseconds(1))
        #expect(room.enter(.host("hal")) == .joined)
        room.advance(by: .milliseconds(9_999))
        #expect(room.enter(.guest("ann")) == .joined)
        room.advance(by: .milliseconds(1))
        #expect(room.enter(.guest("bob")) == .refused(.roomExpired))
        #expect(room.enter(.host("hal", presence: 2)) == .refused(.roomExpired))
        #expect(room.participant(.hal).state == .active, "a refused return leaves the older presence alone")
    }

    @Test func `a locked room takes moderators, and guests who were in before`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        room.perform { model, _ in model.leave(.ann, reason: .left) }
        room.send(.moderate(1, .lock(true)), from: .hal)
        #expect(room.enterWithOutputs(.guest("bob")) == (.refused(.roomLocked), []))
        #expect(room.enter(.observer("eve")) == .refused(.roomLocked))
        #expect(room.enter(.guest("ann", presence: 2)) == .joined)
        #expect(room.enter(.cohost("coe")) == .joined)
    }

    @Test func `the same identity replaces its older presence and leaves no ghost`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        _ = room.publish(.camera, from: .ann)
        let (result, outputs) = room.enterWithOutputs(.guest("ann", presence: 2))
        let newer = ParticipantID.named("ann", 2)
        #expect(result == .joined)
        #expect(
            outputs == [
                .left(.ann, .replaced, to: .hal),
                .close(.ann, .replaced),
                .joined(room.participant(newer), to: .hal),
            ]
        )
        #expect(room.model.participants.map(\.id) == [.hal, newer])
        #expect(room.participant(newer).tracks.isEmpty)
        #expect(room.model.participantID(of: .named("ann")) == newer)
    }

    @Test func `a return fits into a full room, since it replaces`() {
        var room = RoomDriver(policy: RoomPolicy(meshMaximum: 2))
        room.enter(.host("hal"), .guest("ann"))
        #expect(room.enter(.guest("ann", presence: 2)) == .joined)
        #expect(room.enter(.guest("bob")) == .refused(.roomFull))
    }

    @Test func `an away presence is replaced as well`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        room.perform { model, now in model.connectionLost(.ann, at: now) }
        #expect(room.enter(.guest("ann", presence: 2)) == .joined)
        #expect(room.model.nextDeadline == nil)
        #expect(room.model.participantCount == 2)
    }

    @Test func `somebody in the room is known to it even when its memory of identities is full`() {
        var room = RoomDriver(policy: RoomPolicy(knownIdentitiesMaximum: 1))
        room.enter(.host("hal"), .guest("ann"))
        room.send(.moderate(1, .lock(true)), from: .hal)
        #expect(room.enter(.guest("ann", presence: 2)) == .joined)
    }

    @Test func `a room remembers no more identities than its policy says`() {
        var room = RoomDriver(policy: RoomPolicy(knownIdentitiesMaximum: 2))
        room.enter(.host("hal"), .guest("ann"), .guest("bob"))
        for person in [ParticipantID.ann, .bob] { room.perform { model, _ in model.leave(person, reason: .left) } }
        room.send(.moderate(1, .lock(true)), from: .hal)
        #expect(room.enter(.guest("ann", presence: 2)) == .joined)
        #expect(room.enter(.guest("bob", presence: 2)) == .refused(.roomLocked))
    }

    @Test func `leaving tells those who are there, and leaving twice tells nobody`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        #expect(room.perform { model, _ in model.leave(.ann, reason: .left) } == [.left(.ann, .left, to: .hal)])
        #expect(room.perform { model, _ in model.leave(.ann, reason: .left) }.isEmpty)
        #expect(room.perform { model, _ in model.leave(.hal, reason: .left) }.isEmpty)
        #expect(room.model.isEmpty)
    }
}
