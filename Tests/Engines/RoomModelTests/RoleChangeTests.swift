import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct RoleChangeTests {
    @Test func `who becomes an observer loses their tracks, and gets their sources back afterwards`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann").with { $0.grantedSources = [.camera, .microphone] })
        let camera = room.publish(.camera, from: .ann, id: 1)
        let microphone = room.publish(.microphone, from: .ann, id: 2)
        let outputs = room.send(.moderate(1, .setRole(.ann, .observer)), from: .hal)
        #expect(
            outputs == [
                .send(.trackUnpublished(TrackUnpublished(participant: .ann, track: camera)), to: [.hal, .ann]),
                .send(.trackUnpublished(TrackUnpublished(participant: .ann, track: microphone)), to: [.hal, .ann]),
                .updated(room.participant(.ann), to: .hal, .ann),
                .ack(1, to: .hal),
            ]
        )
        #expect(room.participant(.ann).canPublish == [])
        #expect(room.participant(.ann).tracks.isEmpty)
        room.send(.moderate(2, .setRole(.ann, .guest)), from: .hal)
        #expect(room.participant(.ann).canPublish == [.camera, .microphone])
    }

    @Test func `the same role again changes nothing and is acknowledged`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        #expect(room.send(.moderate(1, .setRole(.ann, .guest)), from: .hal) == [.ack(1, to: .hal)])
    }

    @Test func `a new moderator learns who waits and who is hidden`() {
        var room = RoomDriver(policy: RoomPolicy(meshMaximum: 9))
        room.enter(.host("hal"), .guest("ann"), .guest("eve", isHidden: true))
        room.send(.moderate(1, .lobby(true)), from: .hal)
        room.enter(.guest("bob"))
        let waiting = WaitingInfo(id: .bob, identity: .named("bob"), name: .named("bob"), since: .testStart)
        let outputs = room.send(.moderate(2, .setRole(.ann, .cohost)), from: .hal)
        #expect(
            outputs == [
                .updated(room.participant(.ann), to: .hal, .ann, .eve),
                .lobbyJoined(waiting, to: .ann),
                .joined(room.participant(.eve), to: .ann),
                .ack(2, to: .hal),
            ]
        )
        #expect(room.send(.moderate(1, .admit(.bob)), from: .ann).contains(.admitted(.bob)))
    }

    @Test func `who moderates no longer loses sight of hidden participants`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .cohost("coe"), .guest("eve", isHidden: true))
        let outputs = room.send(.moderate(1, .setRole(.coe, .guest)), from: .hal)
        #expect(
            outputs == [
                .updated(room.participant(.coe), to: .hal, .coe, .eve),
                .left(.eve, .left, to: .coe),
                .ack(1, to: .hal),
            ]
        )
        #expect(room.send(.moderate(1, .lock(true)), from: .coe).refusal == .forbidden)
    }

    @Test func `host and cohost both see what is hidden, so a change between them shows nothing anew`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .cohost("coe"), .guest("eve", isHidden: true))
        #expect(
            room.send(.moderate(1, .setRole(.coe, .host)), from: .hal) == [
                .updated(room.participant(.coe), to: .hal, .coe, .eve), .ack(1, to: .hal),
            ]
        )
    }

    @Test func `the API changes a role by identity`() {
        var room = RoomDriver()
        room.enter(.guest("ann"))
        #expect(!room.order { $0.setRole(.named("bob"), to: .cohost) }.result)
        let (isHere, outputs) = room.order { $0.setRole(.named("ann"), to: .cohost) }
        #expect(isHere)
        #expect(outputs == [.updated(room.participant(.ann), to: .ann)])
    }
}
