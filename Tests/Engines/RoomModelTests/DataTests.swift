import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing

@Suite struct DataTests {
    private func room() -> RoomDriver {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"), .guest("bob"), .observer("eve"))
        return room
    }

    private func message(_ payload: String = "hello", isDirect: Bool) -> ServerMessage {
        .data(DataMessage(from: .ann, topic: "chat", payload: payload, isDirect: isDirect))
    }

    @Test func `data without recipients reaches everyone but the sender`() {
        var room = room()
        #expect(
            room.send(.data(1), from: .ann) == [.send(message(isDirect: false), to: [.hal, .bob, .eve]), .ack(1, to: .ann)]
        )
    }

    @Test func `data with recipients reaches those, and says that it is direct`() {
        var room = room()
        #expect(room.send(.data(1, to: [.bob]), from: .ann) == [.send(message(isDirect: true), to: [.bob]), .ack(1, to: .ann)])
    }

    @Test func `recipients who are not there, and oneself, are left out`() {
        var room = room()
        #expect(
            room.send(.data(1, to: [.dan, .bob, .ann]), from: .ann) == [.send(message(isDirect: true), to: [.bob]), .ack(1, to: .ann)]
        )
    }

    @Test func `when none of the recipients is there, the sender is told`() {
        var room = room()
        #expect(room.send(.data(1, to: [.dan]), from: .ann).refusal == .notFound)
        #expect(room.send(.data(2, to: [.ann]), from: .ann).refusal == .notFound)
    }

    @Test func `alone in a room, data for everyone is acknowledged and reaches nobody`() {
        var room = RoomDriver()
        room.enter(.guest("ann"))
        #expect(room.send(.data(1), from: .ann) == [.ack(1, to: .ann)])
    }

    @Test func `a token may forbid data`() {
        var room = room()
        room.perform { model, _ in model.leave(.bob, reason: .left) }
        room.enter(.guest("dan").with { $0.canPublishData = false })
        #expect(room.send(.data(1), from: .dan).refusal == .forbidden)
    }
}
