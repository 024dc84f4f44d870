import Identifiers
import OrderedCollections
import SignalingProtocol
import Units

/// Who is in the room, in the order they came.
///
/// An ordered dictionary searches linearly while it is small, which most rooms are, and keeps no hash table for that.
struct MemberTable: Sendable, Hashable {
    private var members: OrderedDictionary<ParticipantID, Member> = [:]
    /// How many of them are away, so that a room in which nobody is has no deadline to look for.
    private(set) var awayCount = 0

    var count: Int { members.count }
    var isEmpty: Bool { members.isEmpty }

    subscript(id: ParticipantID) -> Member? { members[id] }

    mutating func insert(_ member: Member) {
        members[member.id] = member
        if member.awayUntil != nil { awayCount += 1 }
    }

    /// Changes one member in place; `nil` when there is none with this id.
    mutating func update<Result>(_ id: ParticipantID, _ change: (inout Member) -> Result) -> Result? {
        guard let index = members.index(forKey: id) else { return nil }
        let wasAway = members.values[index].awayUntil != nil
        let result = change(&members.values[index])
        let isAway = members.values[index].awayUntil != nil
        if wasAway != isAway { awayCount += isAway ? 1 : -1 }
        return result
    }

    mutating func remove(_ id: ParticipantID) -> Member? {
        guard let member = members.removeValue(forKey: id) else { return nil }
        if member.awayUntil != nil { awayCount -= 1 }
        return member
    }

    func member(of identity: Identity) -> Member? {
        members.values.first { $0.info.identity == identity }
    }

    /// Everyone who is told of what `subject` does, without `excluded`.
    func audience(of subject: Member, without excluded: ParticipantID? = nil) -> [ParticipantID] {
        var ids: [ParticipantID] = []
        ids.reserveCapacity(members.count)
        for viewer in members.values where viewer.id != excluded {
            if viewer.id == subject.id || subject.isVisible(to: viewer) { ids.append(viewer.id) }
        }
        return ids
    }

    /// Everyone.
    var all: [ParticipantID] { Array(members.keys) }

    /// What others see of everyone.
    var infos: [ParticipantInfo] { members.values.map(\.info) }

    /// Those whom only moderators see.
    var hidden: [Member] { members.values.filter(\.info.isHidden) }

    /// Hosts and cohosts.
    var moderators: [ParticipantID] {
        members.values.compactMap { $0.info.role.canModerate ? $0.id : nil }
    }

    /// What `viewer` sees of the others.
    func others(seenBy viewer: Member) -> [ParticipantInfo] {
        members.values.compactMap { $0.id != viewer.id && $0.isVisible(to: viewer) ? $0.info : nil }
    }

    /// The earliest time at which somebody is given up.
    var nextDeadline: MonotonicInstant? {
        guard awayCount > 0 else { return nil }
        return members.values.compactMap(\.awayUntil).min()
    }

    /// Those who are given up at `now`.
    func overdue(at now: MonotonicInstant) -> [ParticipantID] {
        guard awayCount > 0 else { return [] }
        return members.values.compactMap { member in
            guard let until = member.awayUntil, until <= now else { return nil }
            return member.id
        }
    }
}
