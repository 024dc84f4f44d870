import GRDB
public import Identifiers
public import Units

/// Somebody who was removed from a room and stays out.
public struct StoredRemoval: Sendable, Hashable {
    /// Who.
    public var identity: Identity
    /// Since when.
    public var removedAt: UnixTime
    /// The moderator; `nil` when it came through the HTTP API.
    public var removedBy: Identity?

    /// Creates a record.
    public init(identity: Identity, removedAt: UnixTime, removedBy: Identity?) {
        self.identity = identity
        self.removedAt = removedAt
        self.removedBy = removedBy
    }

    init(row: Row) throws {
        identity = try row.identity("identity")
        removedAt = row.time("removed_at") ?? UnixTime(milliseconds: 0)
        removedBy = row["removed_by"] == nil ? nil : try row.identity("removed_by")
    }
}
