import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing

@Suite struct TrackTests {
    private func room() -> RoomDriver {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"), .guest("bob"))
        return room
    }

    @Test func `a published track is announced to everyone, the publisher too, and acknowledged`() {
        var room = room()
        let request = ClientMessage.publish(
            Publish(
                id: 5,
                track: NewTrack(cid: "c1", source: .camera, name: .named("front"), isMuted: true, width: 640, height: 360)
            )
        )
        let track = TrackInfo(
            id: .named("track"),
            cid: "c1",
            source: .camera,
            name: .named("front"),
            isMuted: true,
            width: 640,
            height: 360
        )
        #expect(
            room.send(request, from: .ann) == [
                .send(.trackPublished(TrackPublished(participant: .ann, track: track)), to: [.hal, .ann, .bob]),
                .ack(5, track: track, to: .ann),
            ]
        )
        #expect(room.participant(.ann).tracks == [track])
    }

    @Test(arguments: TrackSource.allCases)
    func `a source that the token does not grant is refused`(source: TrackSource) {
        var room = RoomDriver()
        room.enter(.guest("ann").with { $0.grantedSources = TrackSource.allCases.filter { $0 != source } })
        #expect(room.send(.publish(1, source), from: .ann).refusal == .forbidden)
        #expect(room.participant(.ann).tracks.isEmpty)
    }

    @Test(arguments: TrackSource.allCases)
    func `an observer publishes nothing`(source: TrackSource) {
        var room = RoomDriver()
        room.enter(.observer("eve"))
        #expect(room.participant(.eve).canPublish == [])
        #expect(room.send(.publish(1, source), from: .eve).refusal == .forbidden)
    }

    @Test func `a participant publishes as many tracks as the policy says, and one more when one ends`() {
        var room = RoomDriver(policy: RoomPolicy(tracksPerParticipant: 2))
        room.enter(.guest("ann"))
        let first = room.publish(.camera, from: .ann, id: 1)
        _ = room.publish(.microphone, from: .ann, id: 2)
        #expect(room.send(.publish(3, .screenShare), from: .ann).refusal == .limitExceeded)
        #expect(room.participant(.ann).tracks.count == 2)
        room.send(.unpublish(4, first), from: .ann)
        _ = room.publish(.screenShare, from: .ann, id: 5)
    }

    @Test func `an unpublished track is gone for everyone`() {
        var room = room()
        let track = room.publish(.camera, from: .ann)
        #expect(
            room.send(.unpublish(2, track), from: .ann) == [
                .send(.trackUnpublished(TrackUnpublished(participant: .ann, track: track)), to: [.hal, .ann, .bob]),
                .ack(2, to: .ann),
            ]
        )
        #expect(room.participant(.ann).tracks.isEmpty)
        #expect(room.send(.unpublish(3, track), from: .ann).refusal == .notFound)
    }

    @Test func `nobody ends or mutes another's track as if it were their own`() {
        var room = room()
        let track = room.publish(.camera, from: .ann)
        for other in [ParticipantID.bob, .hal] {
            #expect(room.send(.unpublish(1, track), from: other).refusal == .notFound)
            #expect(room.send(.mute(2, track, true), from: other).refusal == .notFound)
        }
        #expect(room.participant(.ann).tracks.map(\.isMuted) == [false])
    }

    @Test func `muting is told once, and to everyone`() {
        var room = room()
        let track = room.publish(.microphone, from: .ann)
        let event = TrackMuted(participant: .ann, track: track, isMuted: true)
        #expect(
            room.send(.mute(2, track, true), from: .ann) == [.send(.trackMuted(event), to: [.hal, .ann, .bob]), .ack(2, to: .ann)]
        )
        #expect(room.send(.mute(3, track, true), from: .ann) == [.ack(3, to: .ann)], "nothing changed")
        #expect(room.participant(.ann).tracks.map(\.isMuted) == [true])
        room.send(.mute(4, track, false), from: .ann)
        #expect(room.participant(.ann).tracks.map(\.isMuted) == [false])
    }
}
