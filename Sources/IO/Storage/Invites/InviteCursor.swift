import Identifiers
import Units

/// Where a page of invitations ended: the time and the id of its last one.
struct InviteCursor {
    var createdAt: Int64
    var id: String

    init(_ invite: StoredInvite) {
        createdAt = invite.createdAt.milliseconds
        id = invite.id.text
    }

    /// Reads a cursor that a page gave; without one, the place before the first invitation.
    init(reading text: String?) throws(StorageError) {
        guard let text else {
            createdAt = .min
            id = ""
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let time = Int64(parts[0]), let invite = InviteID(parts[1]) else { throw StorageError(.badCursor) }
        createdAt = time
        id = invite.text
    }

    var text: String { "\(createdAt).\(id)" }
}
