import GRDB

/// The tables and how they came to be.
///
/// A migration that was released never changes; a new one follows it. Times are integers, milliseconds since 1970-01-01T00:00:00Z, and durations
/// milliseconds.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 rooms, invitations, removals, secrets") { db in
            try db.execute(sql: rooms)
            try db.execute(sql: invites)
            try db.execute(sql: removals)
            try db.execute(sql: secrets)
        }
        return migrator
    }

    private static let rooms = """
        CREATE TABLE rooms (
            id TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            metadata TEXT NOT NULL,
            max_participants INTEGER NOT NULL,
            empty_timeout_ms INTEGER,
            departure_timeout_ms INTEGER,
            lobby INTEGER NOT NULL,
            locked INTEGER NOT NULL,
            open_join INTEGER NOT NULL,
            not_before INTEGER,
            expires_at INTEGER,
            created_at INTEGER NOT NULL
        ) STRICT
        """

    private static let invites = """
        CREATE TABLE invites (
            id TEXT PRIMARY KEY NOT NULL,
            room_id TEXT NOT NULL REFERENCES rooms(id) ON DELETE CASCADE,
            code_hash TEXT NOT NULL UNIQUE,
            role TEXT NOT NULL,
            expires_at INTEGER,
            max_uses INTEGER,
            uses INTEGER NOT NULL CHECK (max_uses IS NULL OR uses <= max_uses),
            revoked_at INTEGER,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX invites_in_order ON invites(room_id, created_at, id);
        CREATE TABLE invite_redemptions (
            invite_id TEXT NOT NULL REFERENCES invites(id) ON DELETE CASCADE,
            device_hash TEXT NOT NULL,
            identity TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (invite_id, device_hash)
        ) STRICT, WITHOUT ROWID
        """

    /// By the room's name and without a foreign key: a removal outlives a room that ended by itself, or else a removed person could wait until
    /// everyone has left and enter a new room of that name with the old token.
    private static let removals = """
        CREATE TABLE removals (
            room_name TEXT NOT NULL,
            identity TEXT NOT NULL,
            removed_at INTEGER NOT NULL,
            removed_by TEXT,
            PRIMARY KEY (room_name, identity)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX removals_by_age ON removals(removed_at)
        """

    private static let secrets = """
        CREATE TABLE server_secrets (
            name TEXT PRIMARY KEY NOT NULL,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """
}
