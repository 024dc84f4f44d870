/// Why a participant is no longer in the room.
public enum LeaveReason: String, Sendable, Hashable, CaseIterable {
    /// On their own, or the tab was closed.
    case left
    /// The lost socket was not resumed in time.
    case timeout
    /// The same identity joined again.
    case replaced
    /// A moderator or the API removed them; they stay out.
    case removed
    /// The call was ended for everyone.
    case roomEnded = "room_ended"
    /// The server stopped.
    case serverShutdown = "server_shutdown"
    /// They did not read what was sent, and did not resume.
    case slowConsumer = "slow_consumer"
    /// They broke the protocol.
    case protocolError = "protocol_error"
}
