import JSONCoding

/// Fresh credentials for STUN and TURN servers.
public struct ICEServersChanged: Sendable, Hashable {
    /// The servers, all of them.
    public var iceServers: [ICEServer]

    /// Creates the message.
    public init(iceServers: [ICEServer]) {
        self.iceServers = iceServers
    }
}

extension ICEServersChanged: ServerPayload {
    static let type = "ice_servers"

    init(reading object: JSONObject) throws(JSONMemberError) {
        iceServers = try object.array("ice_servers") { value throws(JSONMemberError) in try ICEServer(reading: try value.members()) }
    }

    func write(to writer: inout JSONWriter) {
        writer.array("ice_servers") { writer in
            for server in iceServers {
                writer.beginObject()
                server.write(to: &writer)
                writer.endObject()
            }
        }
    }
}
