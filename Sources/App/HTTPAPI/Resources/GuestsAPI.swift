import Access
import Hummingbird
import Identifiers
import JSONCoding
import Rooms
import SignalingProtocol
import Units

/// The way in for people without an account: an invitation's code and a name for a room token.
struct GuestsAPI: Sendable {
    let services: APIServices
    /// Whether anyone may open a room by its link (`rooms.open`).
    let opensRooms: Bool

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/v1/rooms/{room}/guests",
                access: .guests,
                body: .required,
                operation: Self.operation,
                handle: redeem
            )
        ]
    }

    private func redeem(_ request: APIRequest) async throws -> Response {
        let room = try request.room()
        let name = try request.body.required("name") { value throws(JSONMemberError) in try value.displayName() }
        guard name != .empty else { throw JSONMemberError("name", .notA("a name that can be seen")) }
        let code = try request.body.optionalString("code")
        if opensRooms, code == nil { try await open(room, at: request.now) }
        var guest = try await services.invitations.redeem(
            code: code,
            device: try request.body.optionalString("device"),
            in: room,
            at: request.now
        )
        if opensRooms, code == nil, await hasNoHost(room, besides: guest.identity) { guest.role = .host }
        var content = TokenContent.joining(room, as: guest.identity, role: guest.role, name: name.text)
        // A host invites others from the page, and may do in the call what an administrator of the room may.
        content.administration.roomAdmin = guest.role == .host
        let lifetime = Duration.seconds(TokensAPI.standardLifetimeSeconds)
        let token = try await services.tokenIssuer.issue(content, now: request.now, lifetime: lifetime)
        return .json(.created) { writer in
            token.write(to: &writer, signalURL: request.origin.signalURL)
            writer.member("identity", guest.identity.text)
            writer.member("role", guest.role.rawValue)
        }
    }

    /// Makes the room if there is none, so that a made-up link works.
    private func open(_ room: RoomName, at now: UnixTime) async throws {
        do {
            _ = try await services.catalog.create(room, RoomChange(isOpenJoin: true), at: now)
        } catch CatalogRefusal.roomExists {
            // Somebody came before.
        }
    }

    /// Where anyone may open a room, whoever comes first is its host, and stays it after a reload.
    private func hasNoHost(_ room: RoomName, besides identity: Identity) async -> Bool {
        guard let occupants = await services.liveCalls.occupants(of: room) else { return true }
        return occupants.participants.allSatisfy { $0.role != .host || $0.identity == identity }
    }

    private static let operation = Operation(
        id: "createGuest",
        summary: "Takes an invitation's code and a name, gives a room token.",
        request: .object([
            .required(
                "name",
                .string(minimumLength: 1, maximumLength: DisplayName.maximumByteCount),
                "The name to show; at most 128 bytes."
            ),
            .optional("code", .string(), "What stands in the link after '#i='. A room with 'open_join' needs none."),
            .optional(
                "device",
                .string(minimumLength: 1, maximumLength: GuestIdentity.maximumDeviceByteCount),
                "A random string that the browser keeps: the same device is the same person. At most 128 bytes."
            ),
        ]),
        success: .created(
            .object(
                TokensAPI.replySchema + [
                    .required("identity", .string(minimumLength: 1, maximumLength: Identity.maximumByteCount), "Who the guest is now."),
                    .required("role", .word(Role.allCases.map(\.rawValue)), "What they are in the room."),
                ]
            ),
            "The token."
        ),
        refusals: [.forbidden, .gone]
    )
}
