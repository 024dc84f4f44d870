public import Access
public import Identifiers
public import Rooms
import Synchronization

/// Keeps removals in memory, as the port describes it; survives the ``Removals`` that it is given to.
public final class FakeRemovalStore: RemovalStore {
    /// What a broken store fails with.
    public struct Failure: Error {}

    /// A store without removals.
    public init() {}

    private let state = Mutex<(removals: [RoomName: [Removal]], isBroken: Bool)>(([:], false))

    /// From now on everything that can fail does.
    public func breakDown() { state.withLock { $0.isBroken = true } }

    public func removals() async throws -> [RoomName: [Removal]] { state.withLock { $0.removals } }

    public func insert(_ removal: Removal, in room: RoomName) async throws {
        await Task.yield()
        try state.withLock { state in
            if state.isBroken { throw Failure() }
            guard state.removals[room]?.contains(where: { $0.identity == removal.identity }) != true else { return }
            state.removals[room, default: []].append(removal)
        }
    }

    public func delete(_ identity: Identity, in room: RoomName) async throws {
        await Task.yield()
        try state.withLock { state in
            if state.isBroken { throw Failure() }
            state.removals[room]?.removeAll { $0.identity == identity }
        }
    }
}
