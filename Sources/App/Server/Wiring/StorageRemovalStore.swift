import Access
import Identifiers
import Rooms
import Storage

/// Removals in the database.
struct StorageRemovalStore: RemovalStore {
    let store: Store

    func removals() async throws -> [RoomName: [Removal]] {
        try await store.allRemovals().mapValues { removals in
            removals.map { Removal(identity: $0.identity, since: $0.removedAt, by: $0.removedBy) }
        }
    }

    func insert(_ removal: Removal, in room: RoomName) async throws {
        let stored = StoredRemoval(identity: removal.identity, removedAt: removal.since, removedBy: removal.by)
        try await store.addRemoval(stored, from: room)
    }

    func delete(_ identity: Identity, in room: RoomName) async throws {
        try await store.deleteRemoval(of: identity, from: room)
    }
}
