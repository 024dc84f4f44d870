import GRDB
public import Identifiers

extension Store {
    /// Stores a new room; throws `roomExists` when its name is taken.
    public func createRoom(_ room: StoredRoom) async throws(StorageError) {
        try await write { db in
            if try db.exists("SELECT 1 FROM rooms WHERE name = ?", [room.name.text]) { throw StorageError(.roomExists) }
            try db.execute(
                sql: """
                    INSERT INTO rooms (id, name, title, metadata, max_participants, empty_timeout_ms, departure_timeout_ms, lobby, locked, open_join,
                        not_before, expires_at, created_at)
                    VALUES (:id, :name, :title, :metadata, :max_participants, :empty_timeout_ms, :departure_timeout_ms, :lobby, :locked, :open_join,
                        :not_before, :expires_at, :created_at)
                    """,
                arguments: StatementArguments(room.columns)
            )
        }
    }

    /// The room of this name; `nil` when there is none.
    public func room(named name: RoomName) async throws(StorageError) -> StoredRoom? {
        try await read { db in try db.room(named: name) }
    }

    /// A page of rooms by name.
    ///
    /// `limit` is held between 1 and ``StorageLimits/pageCount``; throws `badCursor`.
    public func rooms(limit: Int, after cursor: String? = nil) async throws(StorageError) -> Page<StoredRoom> {
        guard cursor == nil || RoomName(cursor ?? "") != nil else { throw StorageError(.badCursor) }
        let limit = min(max(1, limit), StorageLimits.pageCount)
        let rows = try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM rooms WHERE name > ? ORDER BY name LIMIT ?", arguments: [cursor ?? "", limit + 1])
                .map(StoredRoom.init(row:))
        }
        return Page(rows: rows, limit: limit) { $0.name.text }
    }

    /// How many rooms there are.
    public func roomCount() async throws(StorageError) -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM rooms") ?? 0 }
    }

    /// Changes the room of this name as `change` says and returns it; throws `notFound`.
    ///
    /// `id`, `name` and `createdAt` stay as they are, whatever `change` does to them.
    public func updateRoom(
        named name: RoomName,
        _ change: @escaping @Sendable (inout StoredRoom) -> Void
    ) async throws(StorageError) -> StoredRoom {
        try await write { db in
            guard let old = try db.room(named: name) else { throw StorageError(.notFound) }
            var new = old
            change(&new)
            (new.id, new.name, new.createdAt) = (old.id, old.name, old.createdAt)
            try db.execute(
                sql: """
                    UPDATE rooms SET title = :title, metadata = :metadata, max_participants = :max_participants, empty_timeout_ms = :empty_timeout_ms,
                        departure_timeout_ms = :departure_timeout_ms, lobby = :lobby, locked = :locked, open_join = :open_join,
                        not_before = :not_before, expires_at = :expires_at
                    WHERE id = :id
                    """,
                arguments: StatementArguments(new.columns.filter { $0.key != "name" && $0.key != "created_at" })
            )
            return new
        }
    }

    /// Deletes the room of this name with its invitations, and says whether there was one.
    ///
    /// With `id`, only if the room still is that one and not a newer one of the same name. `keepingRemovals` is for a room that ended by itself:
    /// who was removed stays out of a new room of this name.
    @discardableResult
    public func deleteRoom(named name: RoomName, id: RoomID? = nil, keepingRemovals: Bool) async throws(StorageError) -> Bool {
        try await write { db in
            try db.execute(sql: "DELETE FROM rooms WHERE name = ? AND (? IS NULL OR id = ?)", arguments: [name.text, id?.text, id?.text])
            guard db.changesCount > 0 else { return false }
            if !keepingRemovals { try db.execute(sql: "DELETE FROM removals WHERE room_name = ?", arguments: [name.text]) }
            return true
        }
    }
}

extension Database {
    func room(named name: RoomName) throws -> StoredRoom? {
        try Row.fetchOne(self, sql: "SELECT * FROM rooms WHERE name = ?", arguments: [name.text]).map(StoredRoom.init(row:))
    }

    func exists(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
        try Row.fetchOne(self, sql: sql, arguments: arguments) != nil
    }
}
