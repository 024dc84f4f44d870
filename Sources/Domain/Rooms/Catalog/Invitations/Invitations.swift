public import Access
public import Identifiers
import RoomModel
public import SignalingProtocol
public import Units

/// Links that let people without an account into a room.
public actor Invitations {
    private let catalog: RoomCatalog
    private let store: any InvitationStore
    private let removals: Removals
    private let guests: GuestIdentity
    private var generator: any RandomNumberGenerator & Sendable

    /// Creates the invitations to the rooms of `catalog`.
    ///
    /// - Parameters:
    ///   - catalog: The rooms.
    ///   - store: Where invitations are kept.
    ///   - removals: Who stays out.
    ///   - guests: Names the guests after their devices.
    ///   - generator: Makes codes and ids; it must not be predictable outside tests.
    public init(
        catalog: RoomCatalog,
        store: any InvitationStore,
        removals: Removals,
        guests: GuestIdentity,
        generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.catalog = catalog
        self.store = store
        self.removals = removals
        self.guests = guests
        self.generator = generator
    }

    /// Makes an invitation.
    ///
    /// - Parameters:
    ///   - room: To where.
    ///   - role: What whoever comes with it is.
    ///   - lifetimeSeconds: How long it admits people.
    ///   - maximumUses: How many devices may use it; `nil`: any number.
    ///   - now: The time.
    /// - Returns: The invitation and its code, which is nowhere else.
    /// - Throws: ``CatalogRefusal`` (`roomNotFound`, `invalidMember`, `tooManyInvites`), or the store's error.
    public func create(
        to room: RoomName,
        role: Role = .guest,
        lifetimeSeconds: Int = InvitationLimits.defaultLifetimeSeconds,
        maximumUses: Int? = nil,
        at now: UnixTime
    ) async throws -> (invitation: Invitation, code: InviteCode) {
        let bounds = InvitationLimits.minimumLifetimeSeconds...InvitationLimits.maximumLifetimeSeconds
        guard bounds.contains(lifetimeSeconds) else {
            throw CatalogRefusal.invalidMember("ttl_s", problem: "is not between \(bounds.lowerBound) and \(bounds.upperBound)")
        }
        if let maximumUses, !(1...InvitationLimits.maximumUses).contains(maximumUses) {
            throw CatalogRefusal.invalidMember("max_uses", problem: "is not between 1 and \(InvitationLimits.maximumUses)")
        }
        let settings = try await catalog.room(named: room)
        let code = InviteCode.random(using: &generator)
        let invitation = Invitation(
            id: .random(using: &generator),
            room: settings.id,
            role: role,
            createdAt: now,
            expiresAt: now + .seconds(lifetimeSeconds),
            maximumUses: maximumUses
        )
        guard try await store.insert(invitation, codeHash: code.hash) else { throw CatalogRefusal.tooManyInvites }
        return (invitation, code)
    }

    /// At most `limit` invitations, the oldest first; `limit` is held between 1 and ``InvitationLimits/maximumPageSize``.
    ///
    /// - Throws: ``CatalogRefusal`` (`roomNotFound`, `invalidMember` for the cursor), or the store's error.
    public func page(of room: RoomName, after cursor: String?, limit: Int) async throws -> InvitationPage {
        let settings = try await catalog.room(named: room)
        let limit = min(max(limit, 1), InvitationLimits.maximumPageSize)
        guard let page = try await store.invitations(to: settings.id, after: cursor, limit: limit) else {
            throw CatalogRefusal.invalidMember("cursor", problem: "is not from a page of this list")
        }
        return page
    }

    /// Makes an invitation admit nobody any more.
    ///
    /// Who is in the room stays.
    ///
    /// - Throws: ``CatalogRefusal`` (`roomNotFound`, `inviteNotFound`), or the store's error.
    public func revoke(_ id: InviteID, of room: RoomName, at now: UnixTime) async throws {
        let settings = try await catalog.room(named: room)
        guard try await store.revoke(id, to: settings.id, at: now) else { throw CatalogRefusal.inviteNotFound }
    }

    /// Turns a code, or the openness of a room, into a person who may ask for a token.
    ///
    /// - Parameters:
    ///   - code: What stood in the link, as it was sent; `nil` when there was none.
    ///   - device: The random string that the browser keeps; `nil`: a person never seen before.
    ///   - room: To where.
    ///   - now: The time.
    /// - Returns: Who they are and what they are in the room.
    /// - Throws: ``CatalogRefusal`` (`roomNotFound`, `inviteNotFound`, `inviteExpired`, `inviteRevoked`, `inviteUsedUp`, `inviteRequired`,
    ///   `roomExpired`, `removed`, `invalidMember`), or the store's error.
    public func redeem(code: String?, device: String?, in room: RoomName, at now: UnixTime) async throws -> Guest {
        let settings = try await catalog.room(named: room)
        if let expiresAt = settings.expiresAt, expiresAt <= now { throw CatalogRefusal.roomExpired(at: expiresAt) }
        let device = device ?? InviteCode.random(using: &generator).text
        // The scope is the room and not the invitation: a removed person with a second invitation stays out.
        guard let identity = guests.identity(of: device, in: .room(settings.id)),
            let deviceHash = guests.deviceHash(of: device, in: .room(settings.id))
        else {
            throw CatalogRefusal.invalidMember("device", problem: "is empty or longer than \(GuestIdentity.maximumDeviceByteCount) bytes")
        }
        // Before the use is counted: somebody who stays out takes none.
        guard removals.allows(identity, in: room) else { throw CatalogRefusal.removed }
        guard let code else {
            guard settings.isOpenJoin else { throw CatalogRefusal.inviteRequired }
            return Guest(identity: identity, role: .guest)
        }
        guard let code = InviteCode(code), let invitation = try await store.invitation(withCodeHash: code.hash),
            invitation.room == settings.id
        else { throw CatalogRefusal.inviteNotFound }
        switch try await store.use(invitation.id, byDevice: deviceHash, as: identity, at: now) {
        case .accepted: return Guest(identity: identity, role: invitation.role)
        case .notFound: throw CatalogRefusal.inviteNotFound
        case .revoked: throw CatalogRefusal.inviteRevoked
        case .expired: throw CatalogRefusal.inviteExpired
        case .usedUp: throw CatalogRefusal.inviteUsedUp
        }
    }
}

/// Somebody who came with an invitation.
public struct Guest: Sendable, Hashable {
    /// Who they are from now on.
    public var identity: Identity
    /// What they are in the room.
    public var role: Role
}
