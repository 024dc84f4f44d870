import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing

@Suite struct UpdateTests {
    @Test func `an update changes what it names, adds, replaces and deletes attributes, and is told to everyone`() {
        var room = RoomDriver()
        room.enter(
            .host("hal"),
            .guest("ann").with { request in
                request.metadata = "old"
                request.attributes = ["a": "1", "b": "2"]
            }
        )
        let update = Update(id: 1, name: .named("Anna"), attributes: ["b": "", "c": "3"])
        let outputs = room.send(.update(update), from: .ann)
        let info = room.participant(.ann)
        #expect(info.name == .named("Anna"))
        #expect(info.metadata == "old")
        #expect(info.attributes == ["a": "1", "c": "3"])
        #expect(outputs == [.updated(info, to: .hal, .ann), .ack(1, to: .ann)])
    }

    @Test func `a token may forbid it`() {
        var room = RoomDriver()
        room.enter(.guest("ann").with { $0.canUpdateOwnMetadata = false })
        #expect(room.send(.update(Update(id: 1, name: .named("Root"))), from: .ann).refusal == .forbidden)
        #expect(room.participant(.ann).name == .named("ann"))
    }

    @Test func `attributes stay within count and bytes over all updates`() {
        var room = RoomDriver(policy: RoomPolicy(attributeCount: 2, attributesByteCount: 10))
        room.enter(.guest("ann").with { $0.attributes = ["a": "1"] })
        #expect(room.send(.update(Update(id: 1, attributes: ["b": "2"])), from: .ann).answers == [.ack(1, to: .ann)])
        #expect(room.send(.update(Update(id: 2, attributes: ["c": "3"])), from: .ann).refusal == .limitExceeded)
        #expect(room.send(.update(Update(id: 3, attributes: ["a": "12345678"])), from: .ann).refusal == .limitExceeded)
        #expect(room.send(.update(Update(id: 4, attributes: ["a": "", "c": "3"])), from: .ann).answers == [.ack(4, to: .ann)])
        #expect(room.participant(.ann).attributes == ["b": "2", "c": "3"])
    }

    @Test func `a refused update changes nothing of it`() {
        var room = RoomDriver(policy: RoomPolicy(attributeCount: 1))
        room.enter(.guest("ann"))
        let before = room.participant(.ann)
        let update = Update(id: 1, name: .named("Anna"), metadata: "new", attributes: ["a": "1", "b": "2"])
        #expect(room.send(.update(update), from: .ann).refusal == .limitExceeded)
        #expect(room.participant(.ann) == before)
    }
}
