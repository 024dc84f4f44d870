import Identifiers
import RoomModel
import Rooms
import Storage
import Units

/// Rooms in the database.
struct StorageRoomStore: RoomStore {
    let store: Store

    func room(named name: RoomName) async throws -> RoomSettings? {
        try await store.room(named: name).map(RoomSettings.init(stored:))
    }

    func rooms(after name: RoomName?, limit: Int) async throws -> RoomPage {
        let page = try await store.rooms(limit: limit, after: name?.text)
        return RoomPage(rooms: page.items.map(RoomSettings.init(stored:)), next: page.nextCursor.flatMap { RoomName($0) })
    }

    func insert(_ room: RoomSettings) async throws -> Bool {
        do {
            try await store.createRoom(StoredRoom(room))
            return true
        } catch {
            guard error.code == .roomExists else { throw error }
            return false
        }
    }

    func modify(_ name: RoomName, _ change: @escaping @Sendable (inout RoomSettings) -> Void) async throws -> RoomSettings? {
        do {
            let stored = try await store.updateRoom(named: name) { stored in
                var settings = RoomSettings(stored: stored)
                change(&settings)
                stored = StoredRoom(settings)
            }
            return RoomSettings(stored: stored)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    func delete(_ name: RoomName, id: RoomID) async throws -> Bool {
        try await store.deleteRoom(named: name, id: id, keepingRemovals: true)
    }
}

extension RoomSettings {
    init(stored: StoredRoom) {
        self.init(
            id: stored.id,
            name: stored.name,
            title: stored.title,
            metadata: stored.metadata,
            maximumParticipants: stored.maximumParticipants,
            emptyTimeout: stored.emptyTimeout,
            departureTimeout: stored.departureTimeout,
            hasLobby: stored.hasLobby,
            isLocked: stored.isLocked,
            isOpenJoin: stored.isOpenJoin,
            notBefore: stored.notBefore,
            expiresAt: stored.expiresAt,
            createdAt: stored.createdAt
        )
    }
}

extension StoredRoom {
    init(_ settings: RoomSettings) {
        self.init(
            id: settings.id,
            name: settings.name,
            title: settings.title,
            metadata: settings.metadata,
            maximumParticipants: settings.maximumParticipants,
            emptyTimeout: settings.emptyTimeout,
            departureTimeout: settings.departureTimeout,
            hasLobby: settings.hasLobby,
            isLocked: settings.isLocked,
            isOpenJoin: settings.isOpenJoin,
            notBefore: settings.notBefore,
            expiresAt: settings.expiresAt,
            createdAt: settings.createdAt
        )
    }
}
