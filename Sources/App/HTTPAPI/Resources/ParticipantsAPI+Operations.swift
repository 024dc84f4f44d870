import HTTPTypes
import Identifiers
import JSONCoding
import SignalingProtocol

extension ParticipantsAPI {
    private static let idProperties: [JSONSchema.Property] = [
        .required("id", .string(pattern: "^PA_[0-9A-Za-z]{12}$"), "This presence."),
        .required("identity", .string(minimumLength: 1), "Who it is."),
        .required("name", .string(), "The name to show."),
    ]

    private static let trackSchema = JSONSchema.object([
        .required("id", .string(pattern: "^TR_[0-9A-Za-z]{12}$"), "The track."),
        .required("cid", .string(), "The client's own id for it."),
        .required("source", .word(TrackSource.allCases.map(\.rawValue)), "Where it comes from."),
        .optional("name", .string(), "A name for people."),
        .required("muted", .boolean, "Whether it is muted."),
        .optional("width", .integer(), "Pixels."),
        .optional("height", .integer(), "Pixels."),
    ])

    private static let presentSchema = JSONSchema.object(
        idProperties + [
            .required("role", .word(Role.allCases.map(\.rawValue)), "What they are in the room."),
            .required("state", .word(ParticipantState.allCases.map(\.rawValue)), "Whether their socket is there."),
            .required("metadata", .string(), "The application's."),
            .required("attributes", .map(.string(), maximumCount: SignalingLimits().attributeCount), "The application's, by name."),
            .required("joined_at", .integer(), "Unix milliseconds, as in signaling."),
            .required("can_publish", .array(.word(TrackSource.allCases.map(\.rawValue))), "What they may publish."),
            .required("can_publish_data", .boolean, "Whether they may send data."),
            .required("hidden", .boolean, "Whether only hosts and cohosts see them."),
            .required("tracks", .array(trackSchema), "What they publish."),
            .required("waiting", .constant(false), "They are in the call."),
        ]
    )

    private static let waitingSchema = JSONSchema.object(
        idProperties + [
            .required("since_at", .integer(), "Unix milliseconds, as in signaling."),
            .required("waiting", .constant(true), "They are in the lobby."),
        ]
    )

    static let personSchema = JSONSchema.either([presentSchema, waitingSchema])

    static let listOperation = Operation(
        id: "listParticipants",
        summary: "Who is in the call, and who waits.",
        success: .ok(.object([.required("participants", .array(.component("Person")), "The people.")]), "The people.")
    )

    static let removeOperation = Operation(
        id: "removeParticipant",
        summary: "Removes a person, who stays out; also one who is not there.",
        success: .done
    )

    static let updateOperation = Operation(
        id: "updateParticipant",
        summary: "Changes a participant's role.",
        request: .object([.required("role", .word(Role.allCases.map(\.rawValue)), "What they are from now on.")]),
        success: .ok(.component("Person"), "The participant.")
    )

    static let muteOperation = Operation(
        id: "muteParticipant",
        summary: "Mutes a track, or all of a participant's audio.",
        request: .object([.optional("track", .string(pattern: "^TR_[0-9A-Za-z]{12}$"), "Absent: all of the audio.")]),
        success: .ok(.component("Person"), "The participant.")
    )
}
