import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing

@Suite struct RelayTests {
    private func room() -> RoomDriver {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"), .observer("eve"))
        return room
    }

    @Test func `a description reaches its recipient, unchanged and with its sender, and nobody else`() {
        var room = room()
        let description = SessionDescription(
            epoch: 1,
            generation: 3,
            type: .answer,
            sdp: "v=0",
            tracks: [TrackMapping(mid: "0", track: .named("track"))]
        )
        let request = ClientMessage.description(DescriptionRequest(id: 9, to: .hal, description: description))
        #expect(
            room.send(request, from: .ann) == [
                .send(.description(Description(from: .ann, description: description)), to: [.hal]),
                .ack(9, to: .ann),
            ]
        )
    }

    @Test func `a candidate reaches its recipient, unchanged and with its sender, and nobody else`() {
        var room = room()
        let candidate = ICECandidate(epoch: 1, generation: 2, candidate: "", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u")
        let request = ClientMessage.candidate(CandidateRequest(id: 9, to: .eve, candidate: candidate))
        #expect(
            room.send(request, from: .ann) == [
                .send(.candidate(Candidate(from: .ann, candidate: candidate)), to: [.eve]),
                .ack(9, to: .ann),
            ]
        )
    }

    @Test(arguments: [0, 2, -1, .max])
    func `another epoch than the topology's is stale`(epoch: Int) {
        var room = room()
        #expect(room.send(.offer(1, to: .hal, epoch: epoch), from: .ann).refusal == .staleEpoch)
        #expect(room.send(.candidate(2, to: .hal, epoch: epoch), from: .ann).refusal == .staleEpoch)
    }

    @Test func `nobody sends descriptions to strangers, to people who left, or to themselves`() {
        var room = room()
        room.perform { model, _ in model.leave(.eve, reason: .left) }
        for recipient in [ParticipantID.bob, .eve, .ann] {
            #expect(room.send(.offer(1, to: recipient), from: .ann).refusal == .notFound)
            #expect(room.send(.candidate(2, to: recipient), from: .ann).refusal == .notFound)
        }
    }

    @Test func `somebody who waits cannot be reached`() {
        var room = RoomDriver(.sample { $0.hasLobby = true })
        room.enter(.host("hal"))
        room.enter(.guest("ann"))
        #expect(room.send(.offer(1, to: .ann), from: .hal).refusal == .notFound)
        #expect(room.send(.data(2, to: [.ann]), from: .hal).refusal == .notFound)
    }

    @Test func `a message for somebody who is away is kept for them`() {
        var room = room()
        room.perform { model, now in model.connectionLost(.hal, at: now) }
        #expect(room.send(.offer(1, to: .hal), from: .ann).messages(to: .hal).count == 1)
    }

    @Test func `somebody who is not in the room is answered, and nothing else happens`() {
        var room = room()
        let outputs = room.send(.offer(1, to: .hal), from: .bob)
        #expect(outputs.refusal == .forbidden)
        #expect(outputs.messages(to: .bob).count == 1)
        #expect(room.send(.ping(Ping(lastSequence: 0, sentAt: .testStart)), from: .bob).isEmpty)
    }
}
