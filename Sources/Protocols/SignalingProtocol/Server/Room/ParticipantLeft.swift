public import Identifiers
import JSONCoding

/// Somebody left.
public struct ParticipantLeft: Sendable, Hashable {
    /// Who.
    public var participant: ParticipantID
    /// Why.
    public var reason: LeaveReason

    /// Creates the message.
    public init(participant: ParticipantID, reason: LeaveReason) {
        self.participant = participant
        self.reason = reason
    }
}

extension ParticipantLeft: ServerPayload {
    static let type = "participant_left"

    init(reading object: JSONObject) throws(JSONMemberError) {
        participant = try object.identifier("participant")
        reason = try object.word("reason")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("participant", participant)
        writer.member("reason", reason)
    }
}
