import Identifiers
import SignalingProtocol
import Units

/// Who may enter a room, decided from what the room is at that moment.
struct EntryRules {
    let settings: RoomSettings
    let policy: RoomPolicy
    /// How many are in the room, without an older presence of the same identity.
    let occupied: Int
    /// How many wait, without an older presence of the same identity.
    let waiting: Int
    /// Whether this person was let in before.
    let isKnown: Bool

    /// The order matters: what cannot change comes before what may pass, so that people are told the lasting reason.
    func decide(for role: Role, at now: UnixTime) -> EntryResult {
        if let expiresAt = settings.expiresAt, now >= expiresAt { return .refused(.roomExpired) }
        if let notBefore = settings.notBefore, now < notBefore { return .refused(.roomNotOpen) }
        let moderates = role.canModerate
        // A lock keeps out new people; who was in already may return after a lost connection.
        if settings.isLocked, !moderates, !isKnown { return .refused(.roomLocked) }
        if settings.hasLobby, !moderates, !isKnown {
            return waiting < policy.lobbyMaximum ? .waiting : .refused(.roomFull)
        }
        return occupied < capacity ? .joined : .refused(.roomFull)
    }

    /// The most who can be in the room at once.
    ///
    /// Without a media server everyone sends to everyone.
    var capacity: Int {
        settings.maximumParticipants > 0 ? min(settings.maximumParticipants, policy.meshMaximum) : policy.meshMaximum
    }
}
