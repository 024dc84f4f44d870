import Identifiers
import RoomModel
import Rooms
import Synchronization
import Units

/// Keeps rooms in memory, as the port describes it.
final class FakeRoomStore: RoomStore {
    struct Failure: Error {}

    private let state = Mutex<(rooms: [RoomName: RoomSettings], isBroken: Bool, reads: Int)>(([:], false, 0))

    var rooms: [RoomName: RoomSettings] { state.withLock { $0.rooms } }
    /// How often a single room was asked for.
    var readCount: Int { state.withLock { $0.reads } }

    func breakDown() { state.withLock { $0.isBroken = true } }
    func repair() { state.withLock { $0.isBroken = false } }

    func room(named name: RoomName) async throws -> RoomSettings? {
        try state.withLock { state in
            if state.isBroken { throw Failure() }
            state.reads += 1
            return state.rooms[name]
        }
    }

    func rooms(after name: RoomName?, limit: Int) async throws -> RoomPage {
        state.withLock { state in
            let later = state.rooms.values.sorted { $0.name < $1.name }.drop { room in name.map { room.name <= $0 } ?? false }
            let page = Array(later.prefix(limit))
            return RoomPage(rooms: page, next: later.count > limit ? page.last?.name : nil)
        }
    }

    func insert(_ room: RoomSettings) async throws -> Bool {
        // Others get their turn in between, as with a real database.
        await Task.yield()
        return try state.withLock { state in
            if state.isBroken { throw Failure() }
            guard state.rooms[room.name] == nil else { return false }
            state.rooms[room.name] = room
            return true
        }
    }

    func modify(_ name: RoomName, _ change: @escaping @Sendable (inout RoomSettings) -> Void) async throws -> RoomSettings? {
        state.withLock { state in
            guard var room = state.rooms[name] else { return nil }
            change(&room)
            state.rooms[name] = room
            return room
        }
    }

    func delete(_ name: RoomName, id: RoomID) async throws -> Bool {
        state.withLock { state in
            guard state.rooms[name]?.id == id else { return false }
            state.rooms[name] = nil
            return true
        }
    }
}
