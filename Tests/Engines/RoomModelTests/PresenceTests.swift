import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct PresenceTests {
    private func room() -> RoomDriver {
        var room = RoomDriver(policy: RoomPolicy(resumeWindow: .seconds(30)))
        room.enter(.host("hal"), .guest("ann"), .guest("bob"))
        return room
    }

    private func due(_ seconds: Int) -> MonotonicInstant { .zero + .seconds(seconds) }

    @Test func `others see that a socket was lost, and that it is back`() {
        var room = room()
        #expect(
            room.perform { model, now in model.connectionLost(.ann, at: now) } == [.updated(room.participant(.ann), to: .hal, .ann, .bob)]
        )
        #expect(room.participant(.ann).state == .reconnecting)
        #expect(
            room.perform { model, _ in model.connectionResumed(.ann) } == [.updated(room.participant(.ann), to: .hal, .ann, .bob)]
        )
        #expect(room.participant(.ann).state == .active)
    }

    @Test func `resuming without having been away is told to nobody`() {
        var room = room()
        #expect(room.perform { model, _ in model.connectionResumed(.ann) }.isEmpty)
        #expect(room.perform { model, _ in model.connectionResumed(.dan) }.isEmpty)
        #expect(room.perform { model, now in model.connectionLost(.dan, at: now) }.isEmpty)
    }

    @Test func `whoever stays away for the window is given up at its end, and not before`() {
        var room = room()
        _ = room.publish(.camera, from: .ann)
        #expect(room.model.nextDeadline == nil)
        room.perform { model, now in model.connectionLost(.ann, at: now) }
        #expect(room.model.nextDeadline == due(30))
        room.advance(by: .milliseconds(29_999))
        #expect(room.perform { model, now in model.timerFired(at: now) }.isEmpty)
        #expect(room.participant(.ann).tracks.count == 1, "media is not touched")
        room.advance(by: .milliseconds(1))
        #expect(
            room.perform { model, now in model.timerFired(at: now) } == [
                .left(.ann, .timeout, to: .hal, .bob),
                .close(.ann, .heartbeatTimeout),
            ]
        )
        #expect(room.model.participant(.ann) == nil)
        #expect(room.model.nextDeadline == nil)
    }

    @Test func `a resumed participant is not given up`() {
        var room = room()
        room.perform { model, now in model.connectionLost(.ann, at: now) }
        room.advance(by: .seconds(10))
        room.perform { model, _ in model.connectionResumed(.ann) }
        #expect(room.model.nextDeadline == nil)
        room.advance(by: .seconds(100))
        #expect(room.perform { model, now in model.timerFired(at: now) }.isEmpty)
    }

    @Test func `the next deadline is the earliest of all who are away, in the room or in the lobby`() {
        var room = room()
        room.send(.moderate(1, .lobby(true)), from: .hal)
        room.enter(.guest("eve"))
        room.perform { model, now in model.connectionLost(.eve, at: now) }
        #expect(room.model.nextDeadline == due(30))
        room.advance(by: .seconds(5))
        room.perform { model, now in model.connectionLost(.ann, at: now) }
        room.advance(by: .seconds(5))
        room.perform { model, now in model.connectionLost(.bob, at: now) }
        #expect(room.model.nextDeadline == due(30))
        room.perform { model, _ in model.connectionResumed(.eve) }
        #expect(room.model.nextDeadline == due(35))
        room.perform { model, _ in model.leave(.ann, reason: .left) }
        #expect(room.model.nextDeadline == due(40))
        room.advance(by: .seconds(30))
        #expect(room.perform { model, now in model.timerFired(at: now) }.contains(.close(.bob, .heartbeatTimeout)))
        #expect(room.model.nextDeadline == nil)
    }

    @Test func `several whose window is over are given up together`() {
        var room = room()
        for person in [ParticipantID.ann, .bob] { room.perform { model, now in model.connectionLost(person, at: now) } }
        room.advance(by: .seconds(31))
        room.perform { model, now in model.timerFired(at: now) }
        #expect(room.model.participants.map(\.id) == [.hal])
    }

    @Test func `who waits and is away is taken off the list at the end of the window`() {
        var room = RoomDriver(.sample { $0.hasLobby = true })
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        #expect(room.perform { model, now in model.connectionLost(.ann, at: now) }.isEmpty, "nobody is told of that")
        room.advance(by: .seconds(30))
        #expect(
            room.perform { model, now in model.timerFired(at: now) } == [
                .lobbyLeft(.ann, .left, to: .hal), .close(.ann, .heartbeatTimeout),
            ]
        )
        #expect(room.model.waitingCount == 0)
    }

    @Test func `who is admitted while away joins as reconnecting and keeps the deadline`() {
        var room = RoomDriver(.sample { $0.hasLobby = true })
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        room.perform { model, now in model.connectionLost(.ann, at: now) }
        room.advance(by: .seconds(10))
        let outputs = room.send(.moderate(1, .admit(.ann)), from: .hal)
        #expect(room.participant(.ann).state == .reconnecting)
        #expect(outputs.first == .joined(room.participant(.ann), to: .hal), "the others see the state that they will see updated")
        #expect(room.model.nextDeadline == due(30))
        room.perform { model, _ in model.connectionResumed(.ann) }
        #expect(room.participant(.ann).state == .active)
        #expect(room.model.nextDeadline == nil)
    }

    @Test func `an away participant who is removed leaves no deadline behind`() {
        var room = room()
        room.perform { model, now in model.connectionLost(.ann, at: now) }
        room.perform { model, _ in model.remove(.named("ann")) }
        #expect(room.model.nextDeadline == nil)
    }
}
