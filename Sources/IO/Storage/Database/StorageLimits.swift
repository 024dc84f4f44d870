/// The most of everything that grows because somebody out there asks for it.
public struct StorageLimits: Sendable, Hashable {
    /// Entries of one page.
    public static let pageCount = 200
    /// Invitations of one room, revoked and expired ones included.
    public var invitesPerRoom = 10_000
    /// Devices that one invitation has let in.
    public var redemptionsPerInvite = 100_000
    /// Removed identities of one room name.
    public var removalsPerRoom = 10_000

    /// Creates the limits that hold in service.
    public init() {}
}
