import HTTPTypes
import Hummingbird
import JSONCoding

/// `GET /openapi.json`: the API's description for machines (OpenAPI 3.1), made of the same endpoints that the router is made of.
struct OpenAPIDocument: Sendable {
    let version: String

    /// `endpoints`, and the one that describes them all.
    func describing(_ endpoints: [Endpoint]) -> [Endpoint] {
        let operation = Operation(
            id: "getOpenAPI",
            summary: "This description.",
            success: .init(status: .ok, content: .json(.object([])), text: "An OpenAPI 3.1 document.")
        )
        var own = Endpoint(.get, "/openapi.json", access: .anyone, operation: operation) { _ in .done }
        let bytes = ByteBuffer(bytes: text(of: endpoints + [own]))
        own.handle = { _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: bytes))
        }
        return endpoints + [own]
    }

    /// The document as JSON.
    func text(of endpoints: [Endpoint]) -> [UInt8] {
        var writer = JSONWriter(capacity: 64 * 1024)
        writer.beginObject()
        writer.member("openapi", "3.1.0")
        writer.object("info") { writer in
            writer.member("title", "SaleFlow Calls")
            writer.member("version", version)
            writer.member("description", "Rooms, tokens, invitations and the people in calls. docs/api.md explains it.")
        }
        let described = endpoints.filter { $0.operation != nil }
        writer.object("paths") { writer in
            for (path, endpoints) in Dictionary(grouping: described, by: \.path).sorted(by: { $0.key < $1.key }) {
                writer.object(path) { writer in
                    for endpoint in endpoints.sorted(by: { $0.method.rawValue < $1.method.rawValue }) {
                        guard let operation = endpoint.operation else { continue }
                        writer.object(endpoint.method.rawValue.lowercased()) { writer in
                            OperationWriter(endpoint: endpoint, operation: operation).write(to: &writer)
                        }
                    }
                }
            }
        }
        writer.object("components") { writer in
            writer.object("securitySchemes") { writer in
                writer.object("token") { writer in
                    writer.member("type", "http")
                    writer.member("scheme", "bearer")
                    writer.member("bearerFormat", "JWT")
                    writer.member("description", "A JSON Web Token, HS256, with the claims of LiveKit's 'video' grant.")
                }
            }
            writer.object("schemas") { writer in
                for (name, schema) in Self.components {
                    writer.name(name)
                    schema.write(to: &writer)
                }
            }
        }
        writer.endObject()
        return writer.bytes
    }

    private static let components: [(String, JSONSchema)] = [
        ("Error", APIError.schema),
        ("Room", RoomsAPI.roomSchema),
        ("Invite", InvitesAPI.inviteSchema),
        ("Person", ParticipantsAPI.personSchema),
        ("Removal", RemovalsAPI.removalSchema),
    ]
}

extension APIError {
    /// The one shape of refusals.
    static let schema = JSONSchema.object([
        .required(
            "error",
            .object([
                .required("code", .string(minimumLength: 1, pattern: "^[a-z_]+$"), "Stable, for programs."),
                .required("message", .string(minimumLength: 1), "For people."),
                .optional("member", .string(), "The member of the request that is at fault."),
            ]),
            "Why nothing was done."
        )
    ])
}
