import Access
import Hummingbird
import Identifiers
import JSONCoding
import Rooms
import Units

/// The people who were removed and stay out.
///
/// They are kept by the room's name, whether there is a room of that name or not.
struct RemovalsAPI: Sendable {
    let services: APIServices

    var endpoints: [Endpoint] {
        let collection = "/v1/rooms/{room}/removals"
        return [
            Endpoint(.get, collection, access: .roomAdmin, operation: Self.listOperation, handle: list),
            Endpoint(.delete, collection + "/{identity}", access: .roomAdmin, operation: Self.liftOperation, handle: lift),
        ]
    }

    private func list(_ request: APIRequest) async throws -> Response {
        let removals = services.removals.list(of: try request.room())
        return .json { writer in
            writer.array("removals") { writer in
                for removal in removals {
                    writer.beginObject()
                    writer.member("identity", removal.identity.text)
                    writer.member("removed_at", removal.since.seconds)
                    writer.member("removed_by", removal.by?.text)
                    writer.endObject()
                }
            }
        }
    }

    private func lift(_ request: APIRequest) async throws -> Response {
        try await services.removals.lift(try request.identity(), from: try request.room())
        return .done
    }

    static let removalSchema = JSONSchema.object([
        .required("identity", .string(minimumLength: 1, maximumLength: Identity.maximumByteCount), "Who."),
        .required("removed_at", .integer(0...JSONValue.maximumInteger), "Unix seconds."),
        .optional("removed_by", .string(), "Whose token or moderation it was; absent for a token without identity."),
    ])

    private static let listOperation = Operation(
        id: "listRemovals",
        summary: "The removed identities, by identity.",
        success: .ok(.object([.required("removals", .array(.component("Removal")), "The removals.")]), "The removals.")
    )

    private static let liftOperation = Operation(id: "liftRemoval", summary: "Lets a removed person in again.", success: .done)
}
