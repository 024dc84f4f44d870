import RoomModel
import Units

/// When a room's life ends: the timeouts and `expires_at`, as a pure function of what is known about the room.
enum RoomLifetime {
    /// How long a room that expired stays known.
    ///
    /// As long as the longest token lives: who holds one is told `room_expired`, and does not create the room anew.
    static let expiredRetention = Duration.seconds(86_400)

    /// What is to be done about a room.
    enum Verdict: Sendable, Hashable {
        /// Nothing; look again at that time (`nil`: not for the sake of time).
        case stays(until: UnixTime?)
        /// It expired: whoever is in it has to leave; the room itself goes at that time.
        case isOver(goesAt: UnixTime)
        /// It goes.
        case goes
    }

    /// What is known of the people in a room.
    struct Circumstances: Sendable, Hashable {
        /// Whether people are or were in it.
        var occupation: RoomOccupation
        /// When somebody was last let in by the catalog; they may not have arrived in the call yet.
        var lastAttempt: UnixTime?
        /// Until when an invitation keeps the room, whatever its timeouts say.
        var heldUntil: UnixTime?
    }

    /// Judges a room.
    static func judge(_ settings: RoomSettings, _ circumstances: Circumstances, at now: UnixTime) -> Verdict {
        if let expiresAt = settings.expiresAt, expiresAt <= now {
            let goesAt = expiresAt + expiredRetention
            return goesAt <= now ? .goes : .isOver(goesAt: goesAt)
        }
        guard let idleEnd = idleEnd(of: settings, circumstances) else { return .stays(until: settings.expiresAt) }
        guard idleEnd > now else { return .goes }
        return .stays(until: settings.expiresAt.map { min($0, idleEnd) } ?? idleEnd)
    }

    /// When the room's timeout is over; `nil` when none runs.
    private static func idleEnd(of settings: RoomSettings, _ circumstances: Circumstances) -> UnixTime? {
        let idleSince: UnixTime
        let timeout: Duration?
        switch circumstances.occupation {
        case .occupied: return nil
        case .neverEntered: (idleSince, timeout) = (settings.createdAt, settings.emptyTimeout)
        case .empty(let since): (idleSince, timeout) = (since, settings.departureTimeout)
        case .leftBehind(let at): (idleSince, timeout) = (at, longer(settings.emptyTimeout, settings.departureTimeout))
        }
        guard let timeout else { return nil }
        // A room that opens next week is not idle before it opens.
        let start = [settings.notBefore, circumstances.lastAttempt].compactMap(\.self).reduce(idleSince, max)
        let end = start + timeout
        return circumstances.heldUntil.map { max($0, end) } ?? end
    }

    /// The longer of two timeouts, where `nil` is for ever.
    private static func longer(_ left: Duration?, _ right: Duration?) -> Duration? {
        guard let left, let right else { return nil }
        return max(left, right)
    }
}
