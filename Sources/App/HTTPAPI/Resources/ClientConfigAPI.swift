import Hummingbird
import Identifiers
import JSONCoding
import Rooms

/// What the page has to know of the server before anybody joins.
struct ClientConfigAPI: Sendable {
    let settings: APISettings

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/client-config", access: .anyone, operation: Self.operation, handle: get)]
    }

    private func get(_ request: APIRequest) -> Response {
        .json { writer in
            writer.member("version", settings.version)
            writer.member("signal_url", request.origin.signalURL)
            writer.member("meeting_creation", settings.meetingCreation.word)
            writer.array("embed_origins") { writer in
                for origin in settings.embedOrigins { writer.string(origin) }
            }
            writer.member("max_name_bytes", Int64(DisplayName.maximumByteCount))
            writer.member("max_title_bytes", Int64(RoomLimits.maximumTitleByteCount))
        }
    }

    private static let operation = Operation(
        id: "getClientConfig",
        summary: "What the page has to know before anybody joins.",
        success: .ok(
            .object([
                .required("version", .string(), "The server's version."),
                .required("signal_url", .string(pattern: "^wss?://"), "The WebSocket to join at."),
                .required("meeting_creation", .word(["open", "key", "off"]), "Who may start a meeting from the landing page."),
                .required("embed_origins", .array(.string()), "The web origins that may show a room in a frame."),
                .required("max_name_bytes", .integer(1...JSONValue.maximumInteger), "The longest name of a person."),
                .required("max_title_bytes", .integer(1...JSONValue.maximumInteger), "The longest title of a room."),
            ]),
            "The configuration."
        )
    )
}
