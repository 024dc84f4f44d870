import GRDB
public import Identifiers
public import Units

extension Store {
    /// Stores a new invitation; throws `notFound` when its room is gone, `inviteExists`, `limitExceeded`.
    public func createInvite(_ invite: StoredInvite) async throws(StorageError) {
        try await write { [limits] db in
            guard try db.exists("SELECT 1 FROM rooms WHERE id = ?", [invite.roomID.text]) else { throw StorageError(.notFound) }
            if try db.exists("SELECT 1 FROM invites WHERE id = ? OR code_hash = ?", [invite.id.text, invite.codeHash]) {
                throw StorageError(.inviteExists)
            }
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM invites WHERE room_id = ?", arguments: [invite.roomID.text]) ?? 0
            guard count < limits.invitesPerRoom else { throw StorageError(.limitExceeded) }
            try db.execute(
                sql: """
                    INSERT INTO invites (id, room_id, code_hash, role, expires_at, max_uses, uses, revoked_at, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    invite.id.text, invite.roomID.text, invite.codeHash, invite.role, invite.expiresAt?.milliseconds, invite.maximumUses,
                    invite.uses,
                    invite.revokedAt?.milliseconds, invite.createdAt.milliseconds,
                ]
            )
        }
    }

    /// The invitation whose code has this hash; `nil` when there is none.
    public func invite(codeHash: String) async throws(StorageError) -> StoredInvite? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM invites WHERE code_hash = ?", arguments: [codeHash]).map(StoredInvite.init(row:))
        }
    }

    /// The invitation with this id in this room; `nil` when there is none.
    public func invite(_ id: InviteID, in room: RoomID) async throws(StorageError) -> StoredInvite? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM invites WHERE id = ? AND room_id = ?", arguments: [id.text, room.text])
                .map(StoredInvite.init(row:))
        }
    }

    /// A page of a room's invitations, the oldest first.
    ///
    /// `limit` is held between 1 and ``StorageLimits/pageCount``; throws `badCursor`.
    public func invites(in room: RoomID, limit: Int, after cursor: String? = nil) async throws(StorageError) -> Page<StoredInvite> {
        let start = try InviteCursor(reading: cursor)
        let limit = min(max(1, limit), StorageLimits.pageCount)
        let rows = try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM invites WHERE room_id = ? AND (created_at, id) > (?, ?) ORDER BY created_at, id LIMIT ?",
                arguments: [room.text, start.createdAt, start.id, limit + 1]
            ).map(StoredInvite.init(row:))
        }
        return Page(rows: rows, limit: limit) { InviteCursor($0).text }
    }

    /// Until when one of the room's invitations still lets somebody new in; `nil` when none does.
    ///
    /// An invitation without an expiry counts until the year 9999.
    public func lastExpiryOfUsableInvites(in room: RoomID, at now: UnixTime) async throws(StorageError) -> UnixTime? {
        let never = UnixTime(seconds: 253_402_300_799)
        return try await read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT max(coalesce(expires_at, ?)) FROM invites
                    WHERE room_id = ? AND revoked_at IS NULL AND coalesce(expires_at, ?) > ? AND (max_uses IS NULL OR uses < max_uses)
                    """,
                arguments: [never.milliseconds, room.text, never.milliseconds, now.milliseconds]
            ).map(UnixTime.init(milliseconds:))
        }
    }

    /// Revokes an invitation and returns it; one that already is stays revoked since the first time.
    ///
    /// Throws `notFound`.
    @discardableResult
    public func revokeInvite(_ id: InviteID, in room: RoomID, at now: UnixTime) async throws(StorageError) -> StoredInvite {
        try await write { db in
            try db.execute(
                sql: "UPDATE invites SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? AND room_id = ?",
                arguments: [now.milliseconds, id.text, room.text]
            )
            guard
                let row = try Row.fetchOne(db, sql: "SELECT * FROM invites WHERE id = ? AND room_id = ?", arguments: [id.text, room.text])
            else {
                throw StorageError(.notFound)
            }
            return try StoredInvite(row: row)
        }
    }

    /// Lets a device in by an invitation, in one transaction: however many come at once, no more are let in than it allows.
    ///
    /// A device that was let in before takes no further use and is the identity that it was; `identity` is who a new one becomes. Revocation and
    /// expiry hold for known devices too.
    public func redeemInvite(_ id: InviteID, deviceHash: String, as identity: Identity, at now: UnixTime) async throws(StorageError)
        -> Redemption
    {
        try await write { [limits] db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM invites WHERE id = ?", arguments: [id.text]) else { return .notFound }
            let invite = try StoredInvite(row: row)
            if invite.revokedAt != nil { return .revoked }
            if let expiry = invite.expiresAt, now >= expiry { return .expired }
            if let known = try db.identity(ofDevice: deviceHash, by: id) { return .accepted(known, isFirst: false) }
            guard invite.uses < min(invite.maximumUses ?? .max, limits.redemptionsPerInvite) else { return .usedUp }
            try db.execute(sql: "UPDATE invites SET uses = uses + 1 WHERE id = ?", arguments: [id.text])
            try db.execute(
                sql: "INSERT INTO invite_redemptions (invite_id, device_hash, identity, at) VALUES (?, ?, ?, ?)",
                arguments: [id.text, deviceHash, identity.text, now.milliseconds]
            )
            return .accepted(identity, isFirst: true)
        }
    }
}

extension Database {
    fileprivate func identity(ofDevice deviceHash: String, by invite: InviteID) throws -> Identity? {
        try Row.fetchOne(
            self,
            sql: "SELECT identity FROM invite_redemptions WHERE invite_id = ? AND device_hash = ?",
            arguments: [invite.text, deviceHash]
        ).map { try $0.identity("identity") }
    }
}
