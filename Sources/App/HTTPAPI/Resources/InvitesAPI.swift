import Access
import Hummingbird
import Identifiers
import JSONCoding
import Rooms
import SignalingProtocol
import Units

/// Invitation links.
struct InvitesAPI: Sendable {
    private static let standardPageSize = 50

    let services: APIServices

    var endpoints: [Endpoint] {
        let collection = "/v1/rooms/{room}/invites"
        return [
            Endpoint(.post, collection, access: .roomAdmin, body: .optional, operation: Self.createOperation, handle: create),
            Endpoint(.get, collection, access: .roomAdmin, operation: Self.listOperation, handle: list),
            Endpoint(.delete, collection + "/{invite}", access: .roomAdmin, operation: Self.revokeOperation, handle: revoke),
        ]
    }

    private func create(_ request: APIRequest) async throws -> Response {
        let room = try request.room()
        let bounds = Int64(InvitationLimits.minimumLifetimeSeconds)...Int64(InvitationLimits.maximumLifetimeSeconds)
        let lifetime = try request.body.optionalInteger("ttl_s", in: bounds) ?? Int64(InvitationLimits.defaultLifetimeSeconds)
        let maximumUses = try request.body.optionalInteger("max_uses", in: 1...Int64(InvitationLimits.maximumUses))
        let (invitation, code) = try await services.invitations.create(
            to: room,
            role: try request.body.optional("role") { value throws(JSONMemberError) in try value.role() } ?? .guest,
            lifetimeSeconds: Int(clamping: lifetime),
            maximumUses: maximumUses.map { Int(clamping: $0) },
            at: request.now
        )
        return .json(.created) { writer in
            writer.member("id", invitation.id.text)
            writer.member("code", code.text)
            writer.member("url", request.origin.link(to: room, code: code))
            invitation.writeState(to: &writer)
        }
    }

    private func list(_ request: APIRequest) async throws -> Response {
        let limit = try request.pageSize(default: Self.standardPageSize, maximum: InvitationLimits.maximumPageSize)
        let page = try await services.invitations.page(of: try request.room(), after: request.query["cursor"], limit: limit)
        return .json { writer in
            writer.array("invites") { writer in
                for invitation in page.invitations {
                    writer.beginObject()
                    writer.member("id", invitation.id.text)
                    invitation.writeState(to: &writer)
                    writer.endObject()
                }
            }
            writer.member("next_cursor", page.nextCursor)
        }
    }

    private func revoke(_ request: APIRequest) async throws -> Response {
        guard let id = request.parameters["invite"].flatMap({ InviteID($0) }) else { throw CatalogRefusal.inviteNotFound }
        try await services.invitations.revoke(id, of: try request.room(), at: request.now)
        return .done
    }
}

extension ServerOrigin {
    /// The link with which somebody comes in.
    ///
    /// The code is in the fragment, so that it reaches no log.
    func link(to room: RoomName, code: InviteCode) -> String {
        "\(web)/r/\(room.text)#i=\(code.text)"
    }
}

extension Invitation {
    fileprivate func writeState(to writer: inout JSONWriter) {
        writer.member("role", role.rawValue)
        writer.member("created_at", createdAt.seconds)
        writer.member("expires_at", expiresAt.seconds)
        if let maximumUses { writer.member("max_uses", Int64(maximumUses)) }
        writer.member("uses", Int64(uses))
        writer.member("revoked", isRevoked)
    }
}

extension InvitesAPI {
    private static let idProperty = JSONSchema.Property.required("id", .string(pattern: "^IV_[0-9A-Za-z]{12}$"), "No secret.")

    private static let stateProperties: [JSONSchema.Property] = [
        .required("role", .word(Role.allCases.map(\.rawValue)), "What whoever comes with it is."),
        .required("created_at", .integer(0...JSONValue.maximumInteger), "Unix seconds."),
        .required("expires_at", .integer(0...JSONValue.maximumInteger), "Unix seconds."),
        .optional("max_uses", .integer(1...Int64(InvitationLimits.maximumUses)), "How many devices may use it; absent: any number."),
        .required("uses", .integer(0...JSONValue.maximumInteger), "How many devices did."),
        .required("revoked", .boolean, "Whether it admits nobody any more."),
    ]

    static let inviteSchema = JSONSchema.object([idProperty] + stateProperties)

    private static let createOperation = Operation(
        id: "createInvite",
        summary: "Makes an invitation link.",
        request: .object([
            .optional("role", .word(Role.allCases.map(\.rawValue)), "What whoever comes with it is.", standard: .string("guest")),
            .optional(
                "ttl_s",
                .integer(Int64(InvitationLimits.minimumLifetimeSeconds)...Int64(InvitationLimits.maximumLifetimeSeconds)),
                "How long it admits people.",
                standard: .integer(Int64(InvitationLimits.defaultLifetimeSeconds))
            ),
            .optional("max_uses", .integer(1...Int64(InvitationLimits.maximumUses)), "How many devices may use it; absent: any number."),
        ]),
        success: .created(
            .object(
                [
                    idProperty,
                    .required("code", .string(pattern: "^[0-9A-Za-z_-]{22}$"), "The secret; shown only here."),
                    .required("url", .string(pattern: "^https?://"), "The link, with the code in its fragment."),
                ] + stateProperties
            ),
            "The invitation.",
            links: [
                Operation.Link(
                    operation: "revokeInvite",
                    parameters: [("room", "$request.path.room"), ("invite", "$response.body#/id")]
                )
            ]
        ),
        refusals: [.conflict]
    )

    private static let cursorSchema = JSONSchema.string(pattern: #"^-?[0-9]{1,18}\.IV_[0-9A-Za-z]{12}$"#)

    private static let listOperation = Operation(
        id: "listInvites",
        summary: "A page of a room's invitations, the oldest first, without their codes.",
        query: [.limit(default: standardPageSize, maximum: InvitationLimits.maximumPageSize), .cursor(cursorSchema)],
        success: .ok(
            .object([
                .required("invites", .array(.component("Invite"), maximumCount: InvitationLimits.maximumPageSize), "The invitations."),
                .optional("next_cursor", cursorSchema, "Absent on the last page."),
            ]),
            "The page."
        )
    )

    private static let revokeOperation = Operation(
        id: "revokeInvite",
        summary: "Makes an invitation admit nobody any more. Who is in the room stays.",
        success: .done
    )
}
