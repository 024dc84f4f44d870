import Access
import Identifiers
import Rooms
import Synchronization

/// Keeps removals in memory, as the port describes it; survives the ``Removals`` that it is given to.
final class FakeRemovalStore: RemovalStore {
    struct Failure: Error {}

    private let state = Mutex<(removals: [RoomName: [Removal]], isBroken: Bool)>(([:], false))

    func breakDown() { state.withLock { $0.isBroken = true } }

    func removals() async throws -> [RoomName: [Removal]] { state.withLock { $0.removals } }

    func insert(_ removal: Removal, in room: RoomName) async throws {
        await Task.yield()
        try state.withLock { state in
            if state.isBroken { throw Failure() }
            guard state.removals[room]?.contains(where: { $0.identity == removal.identity }) != true else { return }
            state.removals[room, default: []].append(removal)
        }
    }

    func delete(_ identity: Identity, in room: RoomName) async throws {
        await Task.yield()
        try state.withLock { state in
            if state.isBroken { throw Failure() }
            state.removals[room]?.removeAll { $0.identity == identity }
        }
    }
}
