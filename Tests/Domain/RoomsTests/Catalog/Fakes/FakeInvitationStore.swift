import Access
import Identifiers
import Rooms
import Synchronization
import Units

/// Keeps invitations in memory, as the port describes it.
final class FakeInvitationStore: InvitationStore, RoomHold {
    struct Entry {
        var invitation: Invitation
        var codeHash: InviteCodeHash
        var devices: [String: Identity] = [:]
    }

    let limit: Int
    private let state = Mutex<[Entry]>([])

    init(limit: Int = 10) {
        self.limit = limit
    }

    var entries: [Entry] { state.withLock { $0 } }

    func insert(_ invitation: Invitation, codeHash: InviteCodeHash) async throws -> Bool {
        state.withLock { entries in
            guard entries.count(where: { $0.invitation.room == invitation.room }) < limit else { return false }
            entries.append(Entry(invitation: invitation, codeHash: codeHash))
            return true
        }
    }

    func invitations(to room: RoomID, after cursor: String?, limit: Int) async throws -> InvitationPage? {
        state.withLock { entries in
            guard let start = Int(cursor ?? "0") else { return nil }
            let all = entries.map(\.invitation).filter { $0.room == room }.dropFirst(start)
            return InvitationPage(
                invitations: Array(all.prefix(limit)),
                nextCursor: all.count > limit ? String(start + limit) : nil
            )
        }
    }

    func invitation(withCodeHash hash: InviteCodeHash) async throws -> Invitation? {
        state.withLock { entries in entries.first { $0.codeHash == hash }?.invitation }
    }

    func revoke(_ id: InviteID, to room: RoomID, at now: UnixTime) async throws -> Bool {
        state.withLock { entries in
            guard let index = entries.firstIndex(where: { $0.invitation.id == id && $0.invitation.room == room }) else { return false }
            entries[index].invitation.isRevoked = true
            return true
        }
    }

    func use(_ id: InviteID, byDevice device: String, as identity: Identity, at now: UnixTime) async throws -> InvitationUse {
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

    func heldUntil(_ room: RoomID, at now: UnixTime) async throws -> UnixTime? {
        state.withLock { entries in
            entries.map(\.invitation)
                .filter { $0.room == room && !$0.isRevoked && $0.expiresAt > now && $0.uses < $0.maximumUses ?? .max }
                .map(\.expiresAt).max()
        }
    }
}
