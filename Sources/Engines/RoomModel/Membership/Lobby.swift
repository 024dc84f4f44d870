import Identifiers
import OrderedCollections
import SignalingProtocol
import Units

/// Who waits to be let in, in the order they came.
struct Lobby: Sendable, Hashable {
    private var waiting: OrderedDictionary<ParticipantID, WaitingMember> = [:]

    var count: Int { waiting.count }
    var ids: [ParticipantID] { Array(waiting.keys) }
    var infos: [WaitingInfo] { waiting.values.map(\.info) }

    subscript(id: ParticipantID) -> WaitingMember? { waiting[id] }

    mutating func insert(_ member: WaitingMember) {
        waiting[member.request.participant] = member
    }

    mutating func remove(_ id: ParticipantID) -> WaitingMember? {
        waiting.removeValue(forKey: id)
    }

    /// `false` when nobody with this id waits.
    mutating func setAway(_ id: ParticipantID, until: MonotonicInstant?) -> Bool {
        guard let index = waiting.index(forKey: id) else { return false }
        waiting.values[index].awayUntil = until
        return true
    }

    func member(of identity: Identity) -> WaitingMember? {
        waiting.values.first { $0.request.identity == identity }
    }

    var nextDeadline: MonotonicInstant? {
        waiting.values.compactMap(\.awayUntil).min()
    }

    func overdue(at now: MonotonicInstant) -> [ParticipantID] {
        waiting.values.compactMap { member in
            guard let until = member.awayUntil, until <= now else { return nil }
            return member.request.participant
        }
    }
}
