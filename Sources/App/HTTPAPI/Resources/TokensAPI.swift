import Access
import Hummingbird
import Identifiers
import JSONCoding
import SignalingProtocol
import Units

/// Room tokens for an application that knows its users.
struct TokensAPI: Sendable {
    /// The shortest and the longest `ttl_s`.
    static let lifetimeSeconds: ClosedRange<Int64> = 10...86_400
    /// The longest `metadata`, in bytes: what fits into a token that is taken again, beside everything else.
    static let maximumMetadataByteCount = 8 * 1024
    /// `ttl_s` when the caller does not say.
    static let standardLifetimeSeconds: Int64 = 600
    private static let limits = SignalingLimits()

    let services: APIServices

    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/v1/rooms/{room}/tokens",
                access: .roomAdmin,
                body: .required,
                operation: Self.operation,
                handle: create
            )
        ]
    }

    private func create(_ request: APIRequest) async throws -> Response {
        let content = try Self.content(for: request.room(), reading: request.body)
        let lifetime = try request.body.optionalInteger("ttl_s", in: Self.lifetimeSeconds) ?? Self.standardLifetimeSeconds
        let token = try await services.tokenIssuer.issue(content, now: request.now, lifetime: .seconds(lifetime))
        return .json(.created) { token.write(to: &$0, signalURL: request.origin.signalURL) }
    }

    private static func content(for room: RoomName, reading body: JSONObject) throws(JSONMemberError) -> TokenContent {
        let permissions = Permissions(
            sources: try body.optional("can_publish_sources", Self.sources) ?? Set(TrackSource.allCases),
            canPublishData: try body.optionalBool("can_publish_data") ?? true,
            isHidden: try body.optionalBool("hidden") ?? false
        )
        return .joining(
            room,
            as: try body.required("identity", Self.identity),
            role: try body.optional("role") { value throws(JSONMemberError) in try value.role() } ?? .guest,
            name: try body.optional("name") { value throws(JSONMemberError) in try value.displayName() }?.text,
            permissions: permissions,
            metadata: try body.optionalString("metadata", maximumByteCount: maximumMetadataByteCount),
            attributes: try body.optional("attributes", Self.attributes) ?? [:]
        )
    }

    private static func identity(_ value: JSONValue) throws(JSONMemberError) -> Identity {
        guard let identity = Identity(try value.text()) else {
            throw JSONMemberError("", .notA("1 to \(Identity.maximumByteCount) bytes without control characters"))
        }
        return identity
    }

    private static func sources(_ value: JSONValue) throws(JSONMemberError) -> Set<TrackSource> {
        let sources = try value.elements(maximumCount: TrackSource.allCases.count) { element throws(JSONMemberError) in
            guard let source = TrackSource(rawValue: try element.text()) else {
                throw JSONMemberError("", .notA("one of " + TrackSource.allCases.map(\.rawValue).joined(separator: ", ")))
            }
            return source
        }
        return Set(sources)
    }

    private static func attributes(_ value: JSONValue) throws(JSONMemberError) -> [String: String] {
        let members = try value.members().members
        guard members.count <= limits.attributeCount else {
            throw JSONMemberError("", .tooLong(maximum: limits.attributeCount, actual: members.count))
        }
        var attributes: [String: String] = [:]
        for member in members {
            guard (1...limits.attributeNameByteCount).contains(member.name.utf8.count) else {
                throw JSONMemberError("", .notA("an object whose names have 1 to \(limits.attributeNameByteCount) bytes"))
            }
            do throws(JSONMemberError) {
                attributes[member.name] = try member.value.text(maximumByteCount: limits.attributeValueByteCount)
            } catch {
                throw error.within(member.name)
            }
        }
        return attributes
    }

    static let replySchema: [JSONSchema.Property] = [
        .required("token", .string(minimumLength: 1), "A JSON Web Token."),
        .required("expires_at", .integer(0...JSONValue.maximumInteger), "Unix seconds."),
        .required("url", .string(pattern: "^wss?://"), "The WebSocket to join at."),
    ]

    private static let operation = Operation(
        id: "createToken",
        summary: "Makes a room token.",
        request: .object([
            .required("identity", .plainText(minimumLength: 1, maximumLength: Identity.maximumByteCount), "Who joins; at most 128 bytes."),
            .optional("name", .string(maximumLength: DisplayName.maximumByteCount), "The name to show; at most 128 bytes."),
            .optional("role", .word(Role.allCases.map(\.rawValue)), "What they are in the room.", standard: .string("guest")),
            .optional("ttl_s", .integer(lifetimeSeconds), "How long the token lives.", standard: .integer(standardLifetimeSeconds)),
            .optional("metadata", .string(maximumLength: maximumMetadataByteCount), "The application's; at most 8 KiB."),
            .optional(
                "attributes",
                .map(.string(maximumLength: limits.attributeValueByteCount), maximumCount: limits.attributeCount),
                "The application's, by name."
            ),
            .optional(
                "can_publish_sources",
                .array(.word(TrackSource.allCases.map(\.rawValue)), maximumCount: TrackSource.allCases.count),
                "What they may publish; all when absent."
            ),
            .optional("can_publish_data", .boolean, "Whether they may send data.", standard: .bool(true)),
            .optional("hidden", .boolean, "Whether only hosts and cohosts see them.", standard: .bool(false)),
        ]),
        success: .created(.object(replySchema), "The token.")
    )
}

extension IssuedToken {
    /// Writes the members of a token's reply.
    func write(to writer: inout JSONWriter, signalURL: String) {
        writer.member("token", text)
        writer.member("expires_at", expiresAt.seconds)
        writer.member("url", signalURL)
    }
}

extension JSONValue {
    /// What somebody is in a room.
    func role() throws(JSONMemberError) -> Role {
        guard let role = Role(rawValue: try text()) else {
            throw JSONMemberError("", .notA("one of " + Role.allCases.map(\.rawValue).joined(separator: ", ")))
        }
        return role
    }

    /// A name for people, cleaned of what could mislead them.
    func displayName() throws(JSONMemberError) -> DisplayName {
        let text = try text()
        guard let name = DisplayName(cleaning: text) else {
            throw JSONMemberError("", .tooLong(maximum: DisplayName.maximumByteCount, actual: DisplayName.cleaned(text).utf8.count))
        }
        return name
    }
}
