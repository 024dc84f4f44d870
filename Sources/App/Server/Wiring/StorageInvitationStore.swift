import Access
import Identifiers
import Rooms
import SignalingProtocol
import Storage
import Units

/// Invitations in the database.
struct StorageInvitationStore: InvitationStore, RoomHold {
    let store: Store

    func insert(_ invitation: Invitation, codeHash: InviteCodeHash) async throws -> Bool {
        let stored = StoredInvite(
            id: invitation.id,
            roomID: invitation.room,
            codeHash: codeHash.text,
            role: invitation.role.rawValue,
            expiresAt: invitation.expiresAt,
            maximumUses: invitation.maximumUses,
            createdAt: invitation.createdAt
        )
        do {
            try await store.createInvite(stored)
            return true
        } catch {
            guard [.limitExceeded, .notFound].contains(error.code) else { throw error }
            return false
        }
    }

    func invitations(to room: RoomID, after cursor: String?, limit: Int) async throws -> InvitationPage? {
        do {
            let page = try await store.invites(in: room, limit: limit, after: cursor)
            return InvitationPage(invitations: page.items.compactMap(Invitation.init(stored:)), nextCursor: page.nextCursor)
        } catch {
            guard error.code == .badCursor else { throw error }
            return nil
        }
    }

    func invitation(withCodeHash hash: InviteCodeHash) async throws -> Invitation? {
        try await store.invite(codeHash: hash.text).flatMap(Invitation.init(stored:))
    }

    func revoke(_ id: InviteID, to room: RoomID, at now: UnixTime) async throws -> Bool {
        do {
            try await store.revokeInvite(id, in: room, at: now)
            return true
        } catch {
            guard error.code == .notFound else { throw error }
            return false
        }
    }

    func use(_ id: InviteID, byDevice device: String, as identity: Identity, at now: UnixTime) async throws -> InvitationUse {
        switch try await store.redeemInvite(id, deviceHash: device, as: identity, at: now) {
        case .accepted: .accepted
        case .notFound: .notFound
        case .revoked: .revoked
        case .expired: .expired
        case .usedUp: .usedUp
        }
    }

    func heldUntil(_ room: RoomID, at now: UnixTime) async throws -> UnixTime? {
        try await store.lastExpiryOfUsableInvites(in: room, at: now)
    }
}

extension Invitation {
    /// `nil` for an invitation that another release wrote, with a role that this one does not know: nobody comes in with it.
    init?(stored: StoredInvite) {
        guard let role = Role(rawValue: stored.role) else { return nil }
        self.init(
            id: stored.id,
            room: stored.roomID,
            role: role,
            createdAt: stored.createdAt,
            expiresAt: stored.expiresAt ?? UnixTime(seconds: RoomLimits.maximumUnixSeconds),
            maximumUses: stored.maximumUses,
            uses: stored.uses,
            isRevoked: stored.revokedAt != nil
        )
    }
}
