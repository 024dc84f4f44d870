public import Identifiers
import JSONCoding

/// The answer to ``Join``: the session, and everything about the room.
public struct Joined: Sendable, Hashable {
    /// The session's id, for ``Resume``.
    public var session: SessionID
    /// The secret with which this session, and no other, is resumed.
    public var resumeToken: String
    /// How long a lost socket may be resumed.
    public var resumeWindow: Duration
    /// How often each side sends a heartbeat.
    public var pingInterval: Duration
    /// After how long a silence each side takes the other for dead.
    public var pingTimeout: Duration
    /// Oneself.
    public var you: ParticipantInfo
    /// The room.
    public var room: RoomInfo
    /// The others.
    public var participants: [ParticipantInfo]
    /// Who waits in the lobby; empty unless one is host or cohost.
    public var waiting: [WaitingInfo]
    /// How media travels.
    public var topology: Topology
    /// STUN and TURN servers.
    public var iceServers: [ICEServer]
    /// The server's name and version, for support.
    public var server: String

    /// Creates the message.
    public init(
        session: SessionID,
        resumeToken: String,
        resumeWindow: Duration,
        pingInterval: Duration,
        pingTimeout: Duration,
        you: ParticipantInfo,
        room: RoomInfo,
        participants: [ParticipantInfo],
        waiting: [WaitingInfo],
        topology: Topology,
        iceServers: [ICEServer],
        server: String
    ) {
        self.session = session
        self.resumeToken = resumeToken
        self.resumeWindow = resumeWindow
        self.pingInterval = pingInterval
        self.pingTimeout = pingTimeout
        self.you = you
        self.room = room
        self.participants = participants
        self.waiting = waiting
        self.topology = topology
        self.iceServers = iceServers
        self.server = server
    }
}

extension Joined: ServerPayload {
    static let type = "joined"

    init(reading object: JSONObject) throws(JSONMemberError) {
        session = try object.identifier("session")
        resumeToken = try object.string("resume_token")
        resumeWindow = try object.required("resume_window_ms") { value throws(JSONMemberError) in try value.duration() }
        pingInterval = try object.required("ping_interval_ms") { value throws(JSONMemberError) in try value.duration() }
        pingTimeout = try object.required("ping_timeout_ms") { value throws(JSONMemberError) in try value.duration() }
        you = try object.required("you") { value throws(JSONMemberError) in try ParticipantInfo(reading: try value.members()) }
        room = try object.required("room") { value throws(JSONMemberError) in try RoomInfo(reading: try value.members()) }
        participants = try object.array("participants") { value throws(JSONMemberError) in try ParticipantInfo(reading: try value.members())
        }
        waiting = try object.array("waiting") { value throws(JSONMemberError) in try WaitingInfo(reading: try value.members()) }
        topology = try object.required("topology") { value throws(JSONMemberError) in try Topology(reading: try value.members()) }
        iceServers = try object.array("ice_servers") { value throws(JSONMemberError) in try ICEServer(reading: try value.members()) }
        server = try object.string("server")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("session", session)
        writer.member("resume_token", resumeToken)
        writer.member("resume_window_ms", resumeWindow)
        writer.member("ping_interval_ms", pingInterval)
        writer.member("ping_timeout_ms", pingTimeout)
        writer.object("you") { writer in you.write(to: &writer) }
        writer.object("room") { writer in room.write(to: &writer) }
        writer.array("participants") { writer in
            for participant in participants {
                writer.beginObject()
                participant.write(to: &writer)
                writer.endObject()
            }
        }
        writer.array("waiting") { writer in
            for person in waiting {
                writer.beginObject()
                person.write(to: &writer)
                writer.endObject()
            }
        }
        writer.object("topology") { writer in topology.write(to: &writer) }
        writer.array("ice_servers") { writer in
            for server in iceServers {
                writer.beginObject()
                server.write(to: &writer)
                writer.endObject()
            }
        }
        writer.member("server", server)
    }
}
