public import Identifiers
public import RoomModel
public import Units

/// Where rooms are kept.
///
/// Every method is one transaction.
public protocol RoomStore: Sendable {
    /// The room of this name.
    func room(named name: RoomName) async throws -> RoomSettings?
    /// At most `limit` rooms in the order of their names' bytes, beginning after `name`.
    func rooms(after name: RoomName?, limit: Int) async throws -> RoomPage
    /// Adds a room; `false` when its name is taken.
    func insert(_ room: RoomSettings) async throws -> Bool
    /// Makes of the room of this name what `change` makes of it. Its id, name and time of creation stay.
    ///
    /// - Returns: The room as it is now; `nil` when there is none.
    func modify(_ name: RoomName, _ change: @escaping @Sendable (inout RoomSettings) -> Void) async throws -> RoomSettings?
    /// Deletes the room of this name and its invitations if it is still the one with this id; `false` when it is not. Removals stay.
    func delete(_ name: RoomName, id: RoomID) async throws -> Bool
}

/// A page of rooms.
public struct RoomPage: Sendable, Hashable {
    /// The rooms by name.
    public var rooms: [RoomSettings]
    /// The name after which the next page begins; `nil` on the last page.
    public var next: RoomName?

    /// Creates a page.
    public init(rooms: [RoomSettings], next: RoomName?) {
        self.rooms = rooms
        self.next = next
    }
}

/// Something that keeps a room alive beyond its timeouts.
public protocol RoomHold: Sendable {
    /// Until when somebody may still come with an invitation to the room; `nil` when nobody may.
    func heldUntil(_ room: RoomID, at now: UnixTime) async throws -> UnixTime?
}
