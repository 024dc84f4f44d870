import Access
import Identifiers

/// Who was removed from which room, bounded.
///
/// A removal is never refused: in a full book the oldest one of the room that has most goes, so whoever fills the book loses their own.
struct RemovalBook: Sendable {
    /// The most removals, of all rooms together, unless told otherwise.
    static let maximumCount = 100_000

    private let maximumCount: Int
    private var lists: [RoomName: RemovalList]
    private(set) var count: Int

    init(_ removals: [RoomName: [Removal]] = [:], maximumCount: Int = Self.maximumCount) {
        self.maximumCount = maximumCount
        self.lists = removals.mapValues { RemovalList($0) }.filter { $0.value.count > 0 }
        self.count = lists.values.reduce(0) { $0 + $1.count }
    }

    /// Whether `identity` may enter `room` as far as removals go.
    func allows(_ identity: Identity, in room: RoomName) -> Bool {
        lists[room]?.allows(identity) ?? true
    }

    /// Everybody who is out of `room`, by identity.
    func removals(from room: RoomName) -> [Removal] {
        lists[room]?.removals ?? []
    }

    /// Notes a removal.
    ///
    /// - Returns: The removals that had to go for it.
    mutating func insert(_ removal: Removal, in room: RoomName) -> [Evicted] {
        guard allows(removal.identity, in: room) else { return [] }
        var evicted: [Evicted] = []
        if let list = lists[room], list.count >= RemovalList.maximumCount {
            evicted += evictOldest(of: room)
        }
        if count >= maximumCount, let fullest = lists.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })?.key {
            evicted += evictOldest(of: fullest)
        }
        if lists[room, default: RemovalList()].insert(removal) == .inserted { count += 1 }
        return evicted
    }

    /// Lets `identity` in again; `false` when they were not removed.
    mutating func readmit(_ identity: Identity, to room: RoomName) -> Bool {
        guard lists[room]?.readmit(identity) == true else { return false }
        if lists[room]?.count == 0 { lists[room] = nil }
        count -= 1
        return true
    }

    private mutating func evictOldest(of room: RoomName) -> [Evicted] {
        guard let oldest = removals(from: room).min(by: { $0.since < $1.since }) else { return [] }
        _ = readmit(oldest.identity, to: room)
        return [Evicted(identity: oldest.identity, room: room)]
    }

    /// A removal that had to go.
    struct Evicted: Sendable, Hashable {
        var identity: Identity
        var room: RoomName
    }
}
