import GRDB
public import Identifiers
public import Units

extension Store {
    /// Notes that somebody was removed from the room of this name; one who already was stays removed since the first time.
    ///
    /// The room need not exist. Throws `limitExceeded` at ``StorageLimits/removalsPerRoom``.
    public func addRemoval(_ removal: StoredRemoval, from room: RoomName) async throws(StorageError) {
        try await write { [limits] db in
            if try db.removal(of: removal.identity, from: room) != nil { return }
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM removals WHERE room_name = ?", arguments: [room.text]) ?? 0
            guard count < limits.removalsPerRoom else { throw StorageError(.limitExceeded) }
            try db.execute(
                sql: "INSERT INTO removals (room_name, identity, removed_at, removed_by) VALUES (?, ?, ?, ?)",
                arguments: [room.text, removal.identity.text, removal.removedAt.milliseconds, removal.removedBy?.text]
            )
        }
    }

    /// The removal of this identity from the room of this name; `nil` when they may enter.
    public func removal(of identity: Identity, from room: RoomName) async throws(StorageError) -> StoredRemoval? {
        try await read { db in try db.removal(of: identity, from: room) }
    }

    /// Everybody who was removed from the room of this name, by identity.
    public func removals(from room: RoomName) async throws(StorageError) -> [StoredRemoval] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM removals WHERE room_name = ? ORDER BY identity", arguments: [room.text])
                .map(StoredRemoval.init(row:))
        }
    }

    /// All removals by the room's name, for the start of the server.
    public func allRemovals() async throws(StorageError) -> [RoomName: [StoredRemoval]] {
        try await read { db in
            var removals: [RoomName: [StoredRemoval]] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM removals")
            while let row = try rows.next() {
                removals[try row.roomName("room_name"), default: []].append(try StoredRemoval(row: row))
            }
            return removals
        }
    }

    /// Lets somebody in again, and says whether they were removed.
    @discardableResult
    public func deleteRemoval(of identity: Identity, from room: RoomName) async throws(StorageError) -> Bool {
        try await write { db in
            try db.execute(sql: "DELETE FROM removals WHERE room_name = ? AND identity = ?", arguments: [room.text, identity.text])
            return db.changesCount > 0
        }
    }

    /// Forgets removals from rooms that no longer exist, if they are older than `time`, and says how many.
    ///
    /// A removal must be kept for as long as a token made before it can live.
    @discardableResult
    public func purgeRemovals(before time: UnixTime) async throws(StorageError) -> Int {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM removals WHERE removed_at < ? AND room_name NOT IN (SELECT name FROM rooms)",
                arguments: [time.milliseconds]
            )
            return db.changesCount
        }
    }
}

extension Database {
    fileprivate func removal(of identity: Identity, from room: RoomName) throws -> StoredRemoval? {
        try Row.fetchOne(self, sql: "SELECT * FROM removals WHERE room_name = ? AND identity = ?", arguments: [room.text, identity.text])
            .map(StoredRemoval.init(row:))
    }
}
