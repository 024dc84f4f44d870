public import Identifiers
public import Rooms
import SignalingProtocol
import Synchronization
import Units

/// Calls with the people that a test puts into them, which note the orders they get and carry out the simple ones.
public final class FakeLiveCalls: LiveCalls {
    private let state = Mutex<(occupants: [RoomName: RoomOccupants], orders: [Order])>(([:], []))

    /// An order and where it went.
    public struct Order: Sendable, Equatable {
        public var order: CallOrder
        public var room: RoomName

        public init(order: CallOrder, room: RoomName) {
            self.order = order
            self.room = room
        }
    }

    /// Calls without people.
    public init() {}

    /// The orders that came, in order.
    public var orders: [Order] { state.withLock { $0.orders } }

    /// Puts people into a room.
    public func put(_ occupants: RoomOccupants, into room: RoomName) {
        state.withLock { $0.occupants[room] = occupants }
    }

    public func occupants(of room: RoomName) async -> RoomOccupants? {
        state.withLock { $0.occupants[room] }
    }

    public func occupancy() async -> [RoomName: RoomOccupancy] {
        state.withLock { state in
            state.occupants.mapValues { RoomOccupancy(participants: $0.participants.count, waiting: $0.waiting.count) }
        }
    }

    public func perform(_ order: CallOrder, in room: RoomName) async -> Bool {
        state.withLock { state in
            state.orders.append(Order(order: order, room: room))
            guard var occupants = state.occupants[room] else { return false }
            switch order {
            case .setRole(let identity, let role):
                guard let index = occupants.participants.firstIndex(where: { $0.identity == identity }) else { return false }
                occupants.participants[index].role = role
            case .mute(let identity, let track):
                guard let index = occupants.participants.firstIndex(where: { $0.identity == identity }) else { return false }
                for place in occupants.participants[index].tracks.indices {
                    let info = occupants.participants[index].tracks[place]
                    if track.map({ $0 == info.id }) ?? (info.source.kind == .audio) {
                        occupants.participants[index].tracks[place].isMuted = true
                    }
                }
            case .remove(let identity): occupants.participants.removeAll { $0.identity == identity }
            case .end: occupants = RoomOccupants(participants: [], waiting: [])
            case .settingsChanged: break
            }
            state.occupants[room] = occupants
            return true
        }
    }
}
