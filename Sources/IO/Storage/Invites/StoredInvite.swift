import GRDB
public import Identifiers
public import Units

/// An invitation as it is stored: the hash of its code, never the code.
public struct StoredInvite: Sendable, Hashable {
    /// The invitation's id.
    public var id: InviteID
    /// The room it is for.
    public var roomID: RoomID
    /// The hash of its code, in hexadecimal.
    public var codeHash: String
    /// The role it gives.
    public var role: String
    /// From when on it lets nobody in; `nil`: never.
    public var expiresAt: UnixTime?
    /// How many devices it lets in; `nil`: any number.
    public var maximumUses: Int?
    /// How many it has let in.
    public var uses: Int
    /// When it was revoked.
    public var revokedAt: UnixTime?
    /// When it was made.
    public var createdAt: UnixTime

    /// Creates a record of an invitation that nobody has used yet.
    public init(id: InviteID, roomID: RoomID, codeHash: String, role: String, expiresAt: UnixTime?, maximumUses: Int?, createdAt: UnixTime)
    {
        self.id = id
        self.roomID = roomID
        self.codeHash = codeHash
        self.role = role
        self.expiresAt = expiresAt
        self.maximumUses = maximumUses
        self.uses = 0
        self.revokedAt = nil
        self.createdAt = createdAt
    }

    init(row: Row) throws {
        id = try row.id("id")
        roomID = try row.id("room_id")
        codeHash = row.text("code_hash")
        role = row.text("role")
        expiresAt = row.time("expires_at")
        maximumUses = row["max_uses"]
        uses = row.integer("uses")
        revokedAt = row.time("revoked_at")
        createdAt = row.time("created_at") ?? UnixTime(milliseconds: 0)
    }
}
