import Identifiers
import JSONCoding
import RoomModel
import Rooms
import Units

extension RoomChange {
    /// Reads the members of a room that a caller may give.
    init(reading body: JSONObject) throws(JSONMemberError) {
        self.init(
            title: try body.optionalString("title"),
            metadata: try body.optionalString("metadata"),
            maximumParticipants: try body.optionalCount("max_participants"),
            emptyTimeoutSeconds: try body.optionalCount("empty_timeout_s"),
            departureTimeoutSeconds: try body.optionalCount("departure_timeout_s"),
            hasLobby: try body.optionalBool("lobby"),
            isLocked: try body.optionalBool("locked"),
            isOpenJoin: try body.optionalBool("open_join"),
            notBefore: try body.optional("not_before", Self.time),
            expiresAt: try body.optional("expires_at", Self.time)
        )
    }

    private static func time(_ value: JSONValue) throws(JSONMemberError) -> TimeChange {
        if case .null = value { return .clear }
        return .set(seconds: try value.integer(in: 0...RoomLimits.maximumUnixSeconds))
    }
}

extension RoomSettings {
    /// Writes the members of a room as the API shows it.
    func write(to writer: inout JSONWriter, occupancy: RoomOccupancy?) {
        writer.member("id", id.text)
        writer.member("name", name.text)
        writer.member("title", title)
        writer.member("metadata", metadata)
        writer.member("max_participants", Int64(maximumParticipants))
        writer.member("empty_timeout_s", emptyTimeout?.components.seconds ?? 0)
        writer.member("departure_timeout_s", departureTimeout?.components.seconds ?? 0)
        writer.member("lobby", hasLobby)
        writer.member("locked", isLocked)
        writer.member("open_join", isOpenJoin)
        if let notBefore { writer.member("not_before", notBefore.seconds) }
        if let expiresAt { writer.member("expires_at", expiresAt.seconds) }
        writer.member("created_at", createdAt.seconds)
        writer.member("num_participants", Int64(occupancy?.participants ?? 0))
        writer.member("num_waiting", Int64(occupancy?.waiting ?? 0))
    }
}

extension JSONObject {
    /// The optional whole number `name` from zero.
    func optionalCount(_ name: String) throws(JSONMemberError) -> Int? {
        try optionalInteger(name, in: 0...JSONValue.maximumInteger).map { Int(clamping: $0) }
    }
}
