public import Identifiers
public import RoomModel
public import Rooms
import Synchronization
import Units

/// Keeps rooms in memory, as the port describes it.
public final class FakeRoomStore: RoomStore {
    /// What a broken store fails with.
    public struct Failure: Error {}

    /// A store without rooms.
    public init() {}

    private let state = Mutex<(rooms: [RoomName: RoomSettings], isBroken: Bool, reads: Int)>(([:], false, 0))

    /// All rooms by name.
    public var rooms: [RoomName: RoomSettings] { state.withLock { $0.rooms } }
    /// How often a single room was asked for.
    public var readCount: Int { state.withLock { $0.reads } }

    /// From now on everything that can fail does.
    public func breakDown() { state.withLock { $0.isBroken = true } }
    /// From now on nothing fails.
    public func repair() { state.withLock { $0.isBroken = false } }

    public func room(named name: RoomName) async throws -> RoomSettings? {
        try state.withLock { state in
            if state.isBroken { throw Failure() }
            state.reads += 1
            return state.rooms[name]
        }
    }

    public func rooms(after name: RoomName?, limit: Int) async throws -> RoomPage {
        state.withLock { state in
            let later = state.rooms.values.sorted { $0.name < $1.name }.drop { room in name.map { room.name <= $0 } ?? false }
            let page = Array(later.prefix(limit))
            return RoomPage(rooms: page, next: later.count > limit ? page.last?.name : nil)
        }
    }

    public func insert(_ room: RoomSettings) async throws -> Bool {
        // Others get their turn in between, as with a real database.
        await Task.yield()
        return try state.withLock { state in
            if state.isBroken { throw Failure() }
            guard state.rooms[room.name] == nil else { return false }
            state.rooms[room.name] = room
            return true
        }
    }

    public func modify(_ name: RoomName, _ change: @escaping @Sendable (inout RoomSettings) -> Void) async throws -> RoomSettings? {
        state.withLock { state in
            guard var room = state.rooms[name] else { return nil }
            change(&room)
            state.rooms[name] = room
            return room
        }
    }

    public func delete(_ name: RoomName, id: RoomID) async throws -> Bool {
        state.withLock { state in
            guard state.rooms[name]?.id == id else { return false }
            state.rooms[name] = nil
            return true
        }
    }
}
