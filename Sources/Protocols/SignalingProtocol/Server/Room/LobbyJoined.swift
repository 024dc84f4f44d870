import JSONCoding

/// Somebody waits to be admitted.
public struct LobbyJoined: Sendable, Hashable {
    /// Who.
    public var waiting: WaitingInfo

    /// Creates the message.
    public init(waiting: WaitingInfo) {
        self.waiting = waiting
    }
}

extension LobbyJoined: ServerPayload {
    static let type = "lobby_joined"

    init(reading object: JSONObject) throws(JSONMemberError) {
        waiting = try object.required("waiting") { value throws(JSONMemberError) in try WaitingInfo(reading: try value.members()) }
    }

    func write(to writer: inout JSONWriter) {
        writer.object("waiting") { writer in waiting.write(to: &writer) }
    }
}
