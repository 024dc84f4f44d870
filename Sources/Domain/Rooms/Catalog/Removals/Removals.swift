public import Access
public import Identifiers
import Synchronization
public import Units

/// The people who were removed and stay out.
///
/// All of them are in memory, so that whoever admits people asks without waiting; every change reaches the store before it is confirmed.
public final class Removals: Sendable {
    private let store: any RemovalStore
    private let book: Mutex<RemovalBook>
    private let writes = SerialOperations()

    /// Reads what an earlier run left behind.
    public init(loadingFrom store: any RemovalStore) async throws {
        self.store = store
        self.book = Mutex(RemovalBook(try await store.removals()))
    }

    /// Whether `identity` may enter `room` as far as removals go.
    public func allows(_ identity: Identity, in room: RoomName) -> Bool {
        book.withLock { $0.allows(identity, in: room) }
    }

    /// Everybody who is out of `room`, by identity.
    public func list(of room: RoomName) -> [Removal] {
        book.withLock { $0.removals(from: room) }
    }

    /// Keeps `identity` out of `room` from now on; when this returns, a restart does not undo it.
    ///
    /// If the store fails, the person stays out until the next restart all the same.
    ///
    /// - Parameters:
    ///   - identity: Who.
    ///   - room: From where.
    ///   - moderator: Who did it; `nil` when it came through the HTTP API.
    ///   - now: When.
    /// - Throws: What the store fails with.
    public func record(_ identity: Identity, from room: RoomName, by moderator: Identity? = nil, at now: UnixTime) async throws {
        let removal = Removal(identity: identity, since: now, by: moderator)
        // Nobody slips in while the store is writing.
        let evicted = book.withLock { $0.insert(removal, in: room) }
        try await writes.perform { [self] in
            // Once more, in the order of the writes: somebody may have been let in again meanwhile.
            let evicted = evicted + book.withLock { $0.insert(removal, in: room) }
            for old in evicted { try await store.delete(old.identity, in: old.room) }
            try await store.insert(removal, in: room)
        }
    }

    /// Lets `identity` into `room` again.
    ///
    /// - Throws: ``CatalogRefusal/removalNotFound``, or the store's error, after which the person is still out.
    public func lift(_ identity: Identity, from room: RoomName) async throws {
        guard !allows(identity, in: room) else { throw CatalogRefusal.removalNotFound }
        try await writes.perform { [self] in
            try await store.delete(identity, in: room)
            _ = book.withLock { $0.readmit(identity, to: room) }
        }
    }
}
