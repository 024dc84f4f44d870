import Access
import Identifiers
import RoomModel
public import Rooms
public import Units

/// A catalog with its invitations and removals over stores in memory, as a test with its own time needs it.
public struct CatalogBench: Sendable {
    /// The rooms' store.
    public let rooms = FakeRoomStore()
    /// The invitations' store.
    public let invites: FakeInvitationStore
    /// The removals' store.
    public let removalStore = FakeRemovalStore()
    /// The rooms.
    public let catalog: RoomCatalog
    /// Who stays out.
    public let removals: Removals
    /// The links.
    public let invitations: Invitations
    /// Rooms with links.
    public let meetings: Meetings

    /// A catalog without rooms.
    public init(settings: RoomCatalog.Settings = .init(), inviteLimit: Int = 10) async throws {
        invites = FakeInvitationStore(limit: inviteLimit)
        catalog = RoomCatalog(settings: settings, store: rooms, hold: invites, generator: SeededGenerator(seed: 1))
        removals = try await Removals(loadingFrom: removalStore)
        invitations = Invitations(
            catalog: catalog,
            store: invites,
            removals: removals,
            guests: GuestIdentity(secret: Array(repeating: 7, count: 32)),
            generator: SeededGenerator(seed: 2)
        )
        meetings = Meetings(catalog: catalog, invitations: invitations, generator: SeededGenerator(seed: 3))
    }
}

extension UnixTime {
    /// Seconds after the start of the test.
    public static func after(_ seconds: Int64) -> UnixTime { testStart + .seconds(seconds) }
}
