public import Access
public import Identifiers
public import Rooms
import Synchronization
public import Units

/// Keeps invitations in memory, as the port describes it.
public final class FakeInvitationStore: InvitationStore, RoomHold {
    /// An invitation with what is beside it in the store.
    public struct Entry {
        public var invitation: Invitation
        public var codeHash: InviteCodeHash
        public var devices: [String: Identity] = [:]
    }

    /// How many invitations one room may have.
    public let limit: Int
    private let state = Mutex<[Entry]>([])

    /// A store without invitations, which takes `limit` for one room.
    public init(limit: Int = 10) {
        self.limit = limit
    }

    /// Everything in the store.
    public var entries: [Entry] { state.withLock { $0 } }

    public func insert(_ invitation: Invitation, codeHash: InviteCodeHash) async throws -> Bool {
        state.withLock { entries in
            guard entries.count(where: { $0.invitation.room == invitation.room }) < limit else { return false }
            entries.append(Entry(invitation: invitation, codeHash: codeHash))
            return true
        }
    }

    public func invitations(to room: RoomID, after cursor: String?, limit: Int) async throws -> InvitationPage? {
        state.withLock { entries in
            guard let start = Int(cursor ?? "0") else { return nil }
            let all = entries.map(\.invitation).filter { $0.room == room }.dropFirst(start)
            return InvitationPage(
                invitations: Array(all.prefix(limit)),
                nextCursor: all.count > limit ? String(start + limit) : nil
            )
        }
    }

    public func invitation(withCodeHash hash: InviteCodeHash) async throws -> Invitation? {
        state.withLock { entries in entries.first { $0.codeHash == hash }?.invitation }
    }

    public func revoke(_ id: InviteID, to room: RoomID, at now: UnixTime) async throws -> Bool {
        state.withLock { entries in
            guard let index = entries.firstIndex(where: { $0.invitation.id == id && $0.invitation.room == room }) else { return false }
            entries[index].invitation.isRevoked = true
            return true
        }
    }

    public func use(_ id: InviteID, byDevice device: String, as identity: Identity, at now: UnixTime) async throws -> InvitationUse {
        state.withLock { entries in
            guard let index = entries.firstIndex(where: { $0.invitation.id == id }) else { return .notFound }
            let invitation = entries[index].invitation
            if invitation.isRevoked { return .revoked }
            if invitation.expiresAt <= now { return .expired }
            if entries[index].devices[device] != nil { return .accepted }
            if let maximum = invitation.maximumUses, invitation.uses >= maximum { return .usedUp }
            entries[index].devices[device] = identity
            entries[index].invitation.uses += 1
            return .accepted
        }
    }

    public func heldUntil(_ room: RoomID, at now: UnixTime) async throws -> UnixTime? {
        state.withLock { entries in
            entries.map(\.invitation)
                .filter { $0.room == room && !$0.isRevoked && $0.expiresAt > now && $0.uses < $0.maximumUses ?? .max }
                .map(\.expiresAt).max()
        }
    }
}
