public import Identifiers
public import SignalingProtocol
public import Units

/// An invitation to a room, as it is kept: without its code.
public struct Invitation: Sendable, Hashable {
    /// Its id, which is no secret.
    public var id: InviteID
    /// The room, in this life of it.
    public var room: RoomID
    /// What whoever comes with it is in the room.
    public var role: Role
    /// When it was made.
    public var createdAt: UnixTime
    /// When it stops admitting anybody new.
    public var expiresAt: UnixTime
    /// How many devices may use it; `nil`: any number.
    public var maximumUses: Int?
    /// How many did.
    public var uses: Int
    /// Whether it was revoked.
    public var isRevoked: Bool

    /// Creates an invitation, by default a fresh one.
    public init(
        id: InviteID,
        room: RoomID,
        role: Role,
        createdAt: UnixTime,
        expiresAt: UnixTime,
        maximumUses: Int? = nil,
        uses: Int = 0,
        isRevoked: Bool = false
    ) {
        self.id = id
        self.room = room
        self.role = role
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.maximumUses = maximumUses
        self.uses = uses
        self.isRevoked = isRevoked
    }
}
