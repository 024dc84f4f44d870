public import Identifiers
import JSONCoding

/// The first answer to ``Join`` when one must wait in the lobby; ``Joined`` follows.
public struct WaitingNotice: Sendable, Hashable {
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
    /// The room.
    public var room: RoomInfo

    /// Creates the message.
    public init(
        session: SessionID,
        resumeToken: String,
        resumeWindow: Duration,
        pingInterval: Duration,
        pingTimeout: Duration,
        room: RoomInfo
    ) {
        self.session = session
        self.resumeToken = resumeToken
        self.resumeWindow = resumeWindow
        self.pingInterval = pingInterval
        self.pingTimeout = pingTimeout
        self.room = room
    }
}

extension WaitingNotice: ServerPayload {
    static let type = "waiting"

    init(reading object: JSONObject) throws(JSONMemberError) {
        session = try object.identifier("session")
        resumeToken = try object.string("resume_token")
        resumeWindow = try object.required("resume_window_ms") { value throws(JSONMemberError) in try value.duration() }
        pingInterval = try object.required("ping_interval_ms") { value throws(JSONMemberError) in try value.duration() }
        pingTimeout = try object.required("ping_timeout_ms") { value throws(JSONMemberError) in try value.duration() }
        room = try object.required("room") { value throws(JSONMemberError) in try RoomInfo(reading: try value.members()) }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("session", session)
        writer.member("resume_token", resumeToken)
        writer.member("resume_window_ms", resumeWindow)
        writer.member("ping_interval_ms", pingInterval)
        writer.member("ping_timeout_ms", pingTimeout)
        writer.object("room") { writer in room.write(to: &writer) }
    }
}
