import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing

/// A participant with `hidden` is seen by nobody but hosts and cohosts.
@Suite struct VisibilityTests {
    /// hal hosts, coe cohosts, ann is a guest, eve is hidden.
    private func room() -> RoomDriver {
        var room = RoomDriver()
        room.enter(.host("hal"), .cohost("coe"), .guest("ann"), .guest("eve", isHidden: true))
        return room
    }

    @Test func `a hidden entry is announced to moderators only`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        #expect(room.enterWithOutputs(.guest("eve", isHidden: true)).outputs == [.joined(room.participant(.eve), to: .hal)])
        #expect(room.model.view(for: .ann)?.participants.map(\.id) == [.hal])
        #expect(room.model.view(for: .hal)?.participants.map(\.id) == [.ann, .eve])
        #expect(room.model.view(for: .eve)?.participants.map(\.id) == [.hal, .ann], "the hidden one sees the others")
    }

    @Test func `what a hidden participant does is told to moderators and to themselves`() {
        var room = room()
        let outputs = room.send(.publish(1, .camera), from: .eve)
        #expect(outputs.messages(to: .ann).isEmpty)
        #expect(outputs.messages(to: .hal).count == 1)
        #expect(outputs.messages(to: .eve).count == 2, "the event and the ack")
        #expect(room.send(.update(Update(id: 2, metadata: "x")), from: .eve).messages(to: .ann).isEmpty)
        #expect(room.perform { model, now in model.connectionLost(.eve, at: now) }.messages(to: .ann).isEmpty)
        #expect(room.perform { model, _ in model.leave(.eve, reason: .left) } == [.left(.eve, .left, to: .hal, .coe)])
    }

    @Test func `data of a hidden participant reaches moderators only, and everybody's data reaches them`() {
        var room = room()
        #expect(room.send(.data(1), from: .eve).events.messages(to: .ann).isEmpty)
        #expect(room.send(.data(2), from: .eve).events.messages(to: .hal).count == 1)
        #expect(room.send(.data(1), from: .ann).messages(to: .eve).count == 1)
    }

    @Test func `a guest who addresses somebody hidden learns nothing`() {
        var room = room()
        #expect(room.send(.offer(1, to: .eve), from: .ann).refusal == .notFound)
        #expect(room.send(.candidate(2, to: .eve), from: .ann).refusal == .notFound)
        #expect(room.send(.data(3, to: [.eve]), from: .ann).refusal == .notFound)
        #expect(room.send(.data(4, to: [.eve, .hal]), from: .ann).messages(to: .eve).isEmpty)
    }

    @Test func `a hidden participant has links with moderators and with nobody else`() {
        var room = room()
        #expect(room.send(.offer(1, to: .ann), from: .eve).refusal == .notFound)
        #expect(room.send(.offer(2, to: .hal), from: .eve).messages(to: .hal).count == 1)
        #expect(room.send(.offer(1, to: .eve), from: .hal).messages(to: .eve).count == 1)
    }
}
