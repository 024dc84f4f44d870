import Access
import Identifiers
import RoomModel
import Rooms
import Units

/// A catalog with its invitations and removals over stores in memory, and a time of the test's own.
struct CatalogBench {
    static let start = UnixTime(seconds: 1_800_000_000)

    let rooms = FakeRoomStore()
    let invites: FakeInvitationStore
    let removalStore = FakeRemovalStore()
    let catalog: RoomCatalog
    let removals: Removals
    let invitations: Invitations
    let meetings: Meetings

    init(settings: RoomCatalog.Settings = .init(), inviteLimit: Int = 10) async throws {
        invites = FakeInvitationStore(limit: inviteLimit)
        catalog = RoomCatalog(settings: settings, store: rooms, hold: invites, generator: SplitMix(seed: 1))
        removals = try await Removals(loadingFrom: removalStore)
        invitations = Invitations(
            catalog: catalog,
            store: invites,
            removals: removals,
            guests: GuestIdentity(secret: Array(repeating: 7, count: 32)),
            generator: SplitMix(seed: 2)
        )
        meetings = Meetings(catalog: catalog, invitations: invitations, generator: SplitMix(seed: 3))
    }
}

/// A small repeatable generator (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

func roomName(_ text: String) -> RoomName {
    guard let name = RoomName(text) else { fatalError("not a room name: \(text)") }
    return name
}

func identity(_ text: String) -> Identity {
    guard let identity = Identity(text) else { fatalError("not an identity: \(text)") }
    return identity
}

extension UnixTime {
    /// Seconds after the start of the test.
    static func after(_ seconds: Int64) -> UnixTime { CatalogBench.start + .seconds(seconds) }
}
