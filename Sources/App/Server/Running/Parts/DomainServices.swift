import Access
import Rooms
import Signaling
import Storage

/// Rooms, invitations, removals and tokens, over one database.
struct DomainServices: Sendable {
    let store: Store
    let catalog: RoomCatalog
    let invitations: Invitations
    let meetings: Meetings
    let removals: Removals
    let verifier: TokenVerifier
    let issuer: TokenIssuer

    init(store: Store, settings: Settings) async throws {
        self.store = store
        let invitationStore = StorageInvitationStore(store: store)
        catalog = RoomCatalog(
            settings: RoomCatalog.Settings(
                maximumCount: settings.rooms.maximumCount,
                createsOnJoin: settings.rooms.createsOnJoin,
                emptyTimeout: settings.rooms.emptyTimeout,
                departureTimeout: settings.rooms.departureTimeout
            ),
            store: StorageRoomStore(store: store),
            hold: invitationStore
        )
        try await catalog.load(at: Clocks.wall())
        removals = try await Removals(loadingFrom: StorageRemovalStore(store: store))
        let secret = try await store.secret(named: "guest-identity") {
            var generator = SystemRandomNumberGenerator()
            return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
        invitations = Invitations(catalog: catalog, store: invitationStore, removals: removals, guests: GuestIdentity(secret: secret))
        meetings = Meetings(catalog: catalog, invitations: invitations)
        let keys = settings.keys
        verifier = await TokenVerifier(keys: keys)
        issuer = await TokenIssuer(keys: keys)
    }

    var doorkeeper: TokenDoorkeeper {
        TokenDoorkeeper(verifier: verifier, issuer: issuer, catalog: catalog, removals: removals)
    }
}
