public import Identifiers
public import RoomModel
public import Rooms
import Synchronization

/// What calls write down, in memory.
///
/// A test may let it fail and hold it up.
public final class FakeCallRecords: CallRecords {
    /// One removal that was asked for.
    public struct Removal: Sendable, Hashable {
        /// Who.
        public let identity: Identity
        /// From where.
        public let room: RoomName
        /// By whom.
        public let moderator: Identity?

        /// A removal to compare with.
        public init(identity: Identity, room: RoomName, moderator: Identity?) {
            self.identity = identity
            self.room = room
            self.moderator = moderator
        }
    }

    private struct State {
        var removals: [Removal] = []
        var saved: [RoomSettings] = []
        var isBroken = false
        var removed: Set<Identity> = []
        var gate: Gate?
    }

    private let state = Mutex(State())

    /// Empty records.
    public init() {}

    /// What was asked for, in order, whether it succeeded or not.
    public var removals: [Removal] { state.withLock { $0.removals } }
    /// What was saved, in the order in which the writes ended.
    public var saved: [RoomSettings] { state.withLock { $0.saved } }

    /// From now on nothing can be written.
    public func breakDown() {
        state.withLock { $0.isBroken = true }
    }

    /// From now on writes wait for the gate.
    public func wait(for gate: Gate?) {
        state.withLock { $0.gate = gate }
    }

    /// Somebody was removed by way of the API.
    public func remove(_ identity: Identity) {
        state.withLock { _ = $0.removed.insert(identity) }
    }

    public func allows(_ identity: Identity, in room: RoomName) -> Bool {
        state.withLock { !$0.removed.contains(identity) }
    }

    public func recordRemoval(of identity: Identity, from room: RoomName, by moderator: Identity?) async -> Bool {
        await state.withLock { $0.gate }?.pass()
        return state.withLock { state in
            state.removals.append(Removal(identity: identity, room: room, moderator: moderator))
            guard !state.isBroken else { return false }
            state.removed.insert(identity)
            return true
        }
    }

    public func save(_ settings: RoomSettings) async {
        await state.withLock { $0.gate }?.pass()
        state.withLock { $0.saved.append(settings) }
    }
}
