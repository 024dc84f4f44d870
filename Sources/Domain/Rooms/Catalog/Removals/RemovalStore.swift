public import Access
public import Identifiers

/// Where removals are kept, so that they hold across a restart.
///
/// Every method is one transaction. A removal belongs to a room's name and not to one life of the room: else it would end when the room is
/// deleted for being empty, while the removed person's token goes on.
public protocol RemovalStore: Sendable {
    /// All removals.
    func removals() async throws -> [RoomName: [Removal]]
    /// Adds a removal; an identity that is removed already stays removed since the first time.
    func insert(_ removal: Removal, in room: RoomName) async throws
    /// Takes a removal back, if there is one.
    func delete(_ identity: Identity, in room: RoomName) async throws
}
