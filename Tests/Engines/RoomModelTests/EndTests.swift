import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing

@Suite struct EndTests {
    private func room() -> RoomDriver {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        room.send(.moderate(1, .lobby(true)), from: .hal)
        room.enter(.guest("bob"))
        return room
    }

    private func closed(_ outputs: [RoomOutput]) -> [ParticipantID: SignalingErrorCode] {
        outputs.reduce(into: [:]) { closed, output in
            if case .close(let participant, let code) = output { closed[participant] = code }
        }
    }

    @Test func `a host ends the call for everyone, those who wait too, and is answered first`() {
        var room = room()
        let outputs = room.send(.moderate(2, .end), from: .hal)
        #expect(outputs.first == .ack(2, to: .hal))
        #expect(closed(outputs) == [.hal: .roomEnded, .ann: .roomEnded, .bob: .roomEnded])
        #expect(room.model.isEmpty)
    }

    @Test func `the API or a stopping server ends it with their own reason`() {
        var room = room()
        let outputs = room.perform { model, _ in model.end(reason: .serverShutdown, code: .serverShutdown) }
        #expect(closed(outputs) == [.hal: .serverShutdown, .ann: .serverShutdown, .bob: .serverShutdown])
        #expect(outputs.messages(to: .ann) == [.participantLeft(ParticipantLeft(participant: .hal, reason: .serverShutdown))])
    }

    @Test func `ending an empty room does nothing`() {
        var room = RoomDriver()
        #expect(room.perform { model, _ in model.end(reason: .roomEnded, code: .roomEnded) }.isEmpty)
    }
}
