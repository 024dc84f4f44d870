public import Access
public import Identifiers
public import Units

/// Where invitations are kept.
///
/// Every method is one transaction. Deleting a room deletes its invitations.
public protocol InvitationStore: Sendable {
    /// Adds an invitation; `false` when the room has as many as it may, or is gone.
    func insert(_ invitation: Invitation, codeHash: InviteCodeHash) async throws -> Bool
    /// At most `limit` invitations of the room, the oldest first, beginning after `cursor`.
    ///
    /// - Returns: The page; `nil` when the cursor is not from a page of this list.
    func invitations(to room: RoomID, after cursor: String?, limit: Int) async throws -> InvitationPage?
    /// The invitation whose code has this hash.
    func invitation(withCodeHash hash: InviteCodeHash) async throws -> Invitation?
    /// Revokes an invitation of the room; `false` when there is none with this id. Revoking twice is once.
    func revoke(_ id: InviteID, to room: RoomID, at now: UnixTime) async throws -> Bool
    /// Lets a device in by an invitation: however many come at once, no more are let in than it allows.
    ///
    /// A device that was let in before takes no further use.
    ///
    /// - Parameters:
    ///   - id: The invitation.
    ///   - device: A hash of the device's secret.
    ///   - identity: Who the device's owner is.
    ///   - now: When.
    /// - Returns: What became of it.
    /// - Throws: What the store fails with.
    func use(_ id: InviteID, byDevice device: String, as identity: Identity, at now: UnixTime) async throws -> InvitationUse
}

/// What became of an attempt to come in by an invitation.
public enum InvitationUse: Sendable, Hashable {
    /// The device is let in.
    case accepted
    /// There is no such invitation any more.
    case notFound
    /// It was revoked.
    case revoked
    /// Its time is over.
    case expired
    /// It has let in as many devices as it may.
    case usedUp
}

/// A page of invitations.
public struct InvitationPage: Sendable, Hashable {
    /// The invitations, the oldest first.
    public var invitations: [Invitation]
    /// What to ask the next page with; `nil` on the last page.
    public var nextCursor: String?

    /// Creates a page.
    public init(invitations: [Invitation], nextCursor: String?) {
        self.invitations = invitations
        self.nextCursor = nextCursor
    }
}
