public import Access
import Identifiers
public import RoomModel
import SignalingProtocol
public import Units

/// Rooms that are made together with their two links, for people who just want to start.
public actor Meetings {
    private let catalog: RoomCatalog
    private let invitations: Invitations
    private var generator: any RandomNumberGenerator & Sendable

    /// Creates the meetings of `catalog`.
    ///
    /// `generator` makes the rooms' names.
    public init(
        catalog: RoomCatalog,
        invitations: Invitations,
        generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.catalog = catalog
        self.invitations = invitations
        self.generator = generator
    }

    /// Creates a room with an invitation for its host and one for everybody else.
    ///
    /// - Throws: ``CatalogRefusal`` (`invalidMember`, `tooManyRooms`), or the stores' error.
    public func create(title: String?, at now: UnixTime) async throws -> Meeting {
        let room = try await createRoom(RoomChange(title: title), at: now)
        let host = try await invitations.create(to: room.name, role: .host, at: now)
        let guest = try await invitations.create(to: room.name, role: .guest, at: now)
        return Meeting(room: room, hostCode: host.code, guestCode: guest.code)
    }

    private func createRoom(_ change: RoomChange, at now: UnixTime) async throws -> RoomSettings {
        // A name is 47 random bits: a second collision in a row means a broken generator, which is an error.
        do {
            return try await catalog.create(randomName(), change, at: now)
        } catch CatalogRefusal.roomExists {
            return try await catalog.create(randomName(), change, at: now)
        }
    }

    /// A name that can be read out: `abc-defg-hij`.
    private func randomName() -> RoomName {
        var text = ""
        for length in [3, 4, 3] {
            if !text.isEmpty { text.append("-") }
            for _ in 0..<length { text.append(Self.letters[Int.random(in: 0..<Self.letters.count, using: &generator)]) }
        }
        guard let name = RoomName(text) else { preconditionFailure("letters and hyphens make a room name") }
        return name
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
}

/// A room with its links' codes.
public struct Meeting: Sendable, Hashable {
    /// The room.
    public var room: RoomSettings
    /// The code of the host's invitation.
    public var hostCode: InviteCode
    /// The code of everybody else's.
    public var guestCode: InviteCode
}
