import JSONCoding

/// The room changed.
public struct RoomUpdated: Sendable, Hashable {
    /// The room, whole.
    public var room: RoomInfo

    /// Creates the message.
    public init(room: RoomInfo) {
        self.room = room
    }
}

extension RoomUpdated: ServerPayload {
    static let type = "room_updated"

    init(reading object: JSONObject) throws(JSONMemberError) {
        room = try object.required("room") { value throws(JSONMemberError) in try RoomInfo(reading: try value.members()) }
    }

    func write(to writer: inout JSONWriter) {
        writer.object("room") { writer in room.write(to: &writer) }
    }
}
