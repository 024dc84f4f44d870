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

    @Test func `a host ends the call for everyone, those who wait too, and is answered first`() {
        var room = room()
        #expect(
            room.send(.moderate(2, .end), from: .hal) == [
                .ack(2, to: .hal),
                .close(.hal, .roomEnded),
                .close(.ann, .roomEnded),
                .close(.bob, .roomEnded),
            ]
        )
        #expect(room.model.isEmpty)
    }

    @Test func `the API or a stopping server ends it with their own code, and nobody is told that the others leave`() {
        var room = room()
        #expect(
            room.perform { model, _ in model.end(code: .serverShutdown) } == [
                .close(.hal, .serverShutdown),
                .close(.ann, .serverShutdown),
                .close(.bob, .serverShutdown),
            ]
        )
    }

    @Test func `an ended room has no deadline and takes people again`() {
        var room = room()
        room.perform { model, now in model.connectionLost(.ann, at: now) }
        room.perform { model, _ in model.end(code: .roomEnded) }
        #expect(room.model.nextDeadline == nil)
        #expect(room.enter(.host("hal", presence: 2)) == .joined)
    }

    @Test func `ending an empty room does nothing`() {
        var room = RoomDriver()
        #expect(room.perform { model, _ in model.end(code: .roomEnded) }.isEmpty)
    }
}
