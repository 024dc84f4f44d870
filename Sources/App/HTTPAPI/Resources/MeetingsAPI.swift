import Access
import Hummingbird
import Identifiers
import JSONCoding
import RoomModel
import Rooms

/// The landing page's way to a room with ready links.
struct MeetingsAPI: Sendable {
    /// The longest `key`, in bytes.
    static let maximumKeyByteCount = 256

    let services: APIServices
    let creation: MeetingCreation

    var endpoints: [Endpoint] {
        [Endpoint(.post, "/v1/meetings", access: .meetings, body: .optional, operation: Self.operation, handle: create)]
    }

    private func create(_ request: APIRequest) async throws -> Response {
        let title = try request.body.optionalString("title")
        let key = try request.body.optionalString("key", maximumByteCount: Self.maximumKeyByteCount)
        try authorize(key)
        let meeting = try await services.meetings.create(title: title, at: request.now)
        return .json(.created) { writer in
            writer.member("room", meeting.room.name.text)
            writer.member("host_url", request.origin.link(to: meeting.room.name, code: meeting.hostCode))
            writer.member("guest_url", request.origin.link(to: meeting.room.name, code: meeting.guestCode))
        }
    }

    private func authorize(_ given: String?) throws(APIError) {
        switch creation {
        case .open: return
        case .key(let key):
            guard let given, Self.areEqual(given, key) else {
                throw APIError(status: .forbidden, code: "meeting_key_wrong", message: "Starting a meeting needs the meeting key.")
            }
        case .off:
            throw APIError(status: .forbidden, code: "meetings_off", message: "Meetings are not started from this page here.")
        }
    }

    /// Compares in a time that tells nothing but the length.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        return left.count == right.count && zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static let operation = Operation(
        id: "createMeeting",
        summary: "Makes a room with an invitation for its host and one for everybody else.",
        request: .object([
            .optional("title", .plainText(maximumLength: RoomLimits.maximumTitleByteCount), "The heading people see; at most 200 bytes."),
            .optional("key", .string(maximumLength: maximumKeyByteCount), "The meeting key, where one is needed."),
        ]),
        success: .created(
            .object([
                .required("room", RoomsAPI.nameSchema, "The room's name."),
                .required("host_url", .string(pattern: "^https?://"), "The host's link."),
                .required("guest_url", .string(pattern: "^https?://"), "Everybody else's link."),
            ]),
            "The meeting.",
            links: [Operation.Link(operation: "createGuest", parameters: [("room", "$response.body#/room")])]
        ),
        refusals: [.forbidden, .conflict]
    )
}
