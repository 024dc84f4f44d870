import HTTPTypes
import Identifiers
import JSONCoding
import Rooms

extension RoomsAPI {
    static let nameSchema = JSONSchema.string(minimumLength: 1, maximumLength: RoomName.maximumByteCount, pattern: "^[0-9A-Za-z_-]+$")

    static let roomSchema = JSONSchema.object(
        [
            .required("id", .string(pattern: "^RM_[0-9A-Za-z]{12}$"), "This life of the room."),
            .required("name", nameSchema, "The name in the room's link."),
        ]
            + settings(isReply: true) + [
                .required("created_at", .integer(0...RoomLimits.maximumUnixSeconds), "Unix seconds."),
                .required("num_participants", .integer(0...JSONValue.maximumInteger), "How many are in the call."),
                .required("num_waiting", .integer(0...JSONValue.maximumInteger), "How many wait in the lobby."),
            ]
    )

    static let createOperation = Operation(
        id: "createRoom",
        summary: "Creates a room.",
        request: .object([.required("name", nameSchema, "The name in the room's link.")] + settings(isReply: false)),
        success: .created(
            .component("Room"),
            "The room.",
            links: [
                "getRoom", "updateRoom", "deleteRoom", "createToken", "createInvite", "listInvites", "listParticipants", "listRemovals",
            ].map { Operation.Link(operation: $0, parameters: [("room", "$response.body#/name")]) }
        ),
        refusals: [.conflict]
    )

    static let listOperation = Operation(
        id: "listRooms",
        summary: "A page of rooms by name.",
        query: [.limit(default: RoomLimits.defaultPageSize, maximum: RoomLimits.maximumPageSize), .cursor(nameSchema)],
        success: .ok(
            .object([
                .required("rooms", .array(.component("Room"), maximumCount: RoomLimits.maximumPageSize), "The rooms."),
                .optional("next_cursor", nameSchema, "Absent on the last page."),
            ]),
            "The page."
        )
    )

    static let getOperation = Operation(id: "getRoom", summary: "One room.", success: .ok(.component("Room"), "The room."))

    static let updateOperation = Operation(
        id: "updateRoom",
        summary: "Changes the settings that are given.",
        request: .object(settings(isReply: false)),
        success: .ok(.component("Room"), "The room as it is now.")
    )

    static let deleteOperation = Operation(id: "deleteRoom", summary: "Ends the call and deletes the room.", success: .done)

    /// The members that a caller may give; a reply has them all but the times that are not set.
    private static func settings(isReply: Bool) -> [JSONSchema.Property] {
        let seconds = JSONSchema.integer(0...Int64(RoomLimits.maximumTimeoutSeconds))
        let members: [(String, JSONSchema, String)] = [
            ("title", .plainText(maximumLength: RoomLimits.maximumTitleByteCount), "The heading people see; at most 200 bytes."),
            (
                "metadata", .string(maximumLength: RoomLimits.maximumMetadataByteCount, pattern: #"^[^\u0000]*$"#),
                "The application's; at most 16 KiB."
            ),
            ("max_participants", .integer(0...Int64(RoomLimits.maximumParticipants)), "0: no limit of its own."),
            ("empty_timeout_s", seconds, "How long a room lives that nobody has entered; 0: for ever."),
            ("departure_timeout_s", seconds, "How long a room lives after the last one left; 0: for ever."),
            ("lobby", .boolean, "Guests wait until a host admits them."),
            ("locked", .boolean, "Nobody new may enter."),
            ("open_join", .boolean, "Anyone with the link may enter as a guest without an invitation."),
        ]
        let time = JSONSchema.integer(0...RoomLimits.maximumUnixSeconds)
        let times = [("not_before", "Nobody may enter before; Unix seconds."), ("expires_at", "The call ends then; Unix seconds.")]
        return members.map { JSONSchema.Property(name: $0, schema: $1, isRequired: isReply, text: $2) }
            + times.map { .optional($0, isReply ? time : .nullable(time), $1) }
    }
}
