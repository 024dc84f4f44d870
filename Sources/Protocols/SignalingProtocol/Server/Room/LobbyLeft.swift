public import Identifiers
import JSONCoding

/// Somebody no longer waits.
public struct LobbyLeft: Sendable, Hashable {
    /// Who.
    public var participant: ParticipantID
    /// Why.
    public var reason: LobbyLeaveReason

    /// Creates the message.
    public init(participant: ParticipantID, reason: LobbyLeaveReason) {
        self.participant = participant
        self.reason = reason
    }
}

extension LobbyLeft: ServerPayload {
    static let type = "lobby_left"

    init(reading object: JSONObject) throws(JSONMemberError) {
        participant = try object.identifier("participant")
        reason = try object.word("reason")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("participant", participant)
        writer.member("reason", reason)
    }
}
