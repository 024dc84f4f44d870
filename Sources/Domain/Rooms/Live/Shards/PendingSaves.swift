import Identifiers
import RoomModel

/// Which rooms' settings are being written, so that two writes of one room never overtake each other.
struct PendingSaves {
    /// What comes after the write under way, if anything.
    private var next: [RoomName: RoomSettings?] = [:]

    /// Whether to write `settings` now; `false` when a write is under way, after which the newest settings follow.
    mutating func begin(_ settings: RoomSettings) -> Bool {
        guard next[settings.name] != nil else {
            next[settings.name] = .some(nil)
            return true
        }
        next[settings.name] = settings
        return false
    }

    /// A write has ended; returns what to write now.
    mutating func finished(_ room: RoomName) -> RoomSettings? {
        guard let settings = next[room] ?? nil else {
            next[room] = nil
            return nil
        }
        next[room] = .some(nil)
        return settings
    }
}
