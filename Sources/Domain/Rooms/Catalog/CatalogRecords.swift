public import Identifiers
import Logging
public import RoomModel
public import Units

/// What calls write down, kept by the catalog and the list of removals.
public struct CatalogRecords: CallRecords {
    private let catalog: RoomCatalog
    private let removals: Removals
    private let now: @Sendable () -> UnixTime
    private let logger = Logger(label: "saleflow.rooms")

    /// Creates the records over `catalog` and `removals`.
    ///
    /// `now` is the wall clock.
    public init(catalog: RoomCatalog, removals: Removals, now: @escaping @Sendable () -> UnixTime) {
        self.catalog = catalog
        self.removals = removals
        self.now = now
    }

    public func allows(_ identity: Identity, in room: RoomName) -> Bool {
        removals.allows(identity, in: room)
    }

    public func recordRemoval(of identity: Identity, from room: RoomName, by moderator: Identity?) async -> Bool {
        do {
            try await removals.record(identity, from: room, by: moderator, at: now())
            return true
        } catch {
            logger.error("a removal could not be stored", metadata: ["error": "\(type(of: error))"])
            return false
        }
    }

    /// Keeps whether the room is locked and has a lobby, which is what hosts change; everything else is the API's to change.
    public func save(_ settings: RoomSettings) async {
        do {
            let change = RoomChange(hasLobby: settings.hasLobby, isLocked: settings.isLocked)
            _ = try await catalog.update(settings.name, change, at: now())
        } catch is CatalogRefusal {
            // The room was deleted meanwhile; its call is about to end.
        } catch {
            logger.error("a room's settings could not be stored", metadata: ["error": "\(type(of: error))"])
        }
    }
}
