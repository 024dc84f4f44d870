import JSONCoding

/// Somebody changed.
public struct ParticipantUpdated: Sendable, Hashable {
    /// Who, whole, with their tracks.
    public var participant: ParticipantInfo

    /// Creates the message.
    public init(participant: ParticipantInfo) {
        self.participant = participant
    }
}

extension ParticipantUpdated: ServerPayload {
    static let type = "participant_updated"

    init(reading object: JSONObject) throws(JSONMemberError) {
        participant = try object.required("participant") { value throws(JSONMemberError) in
            try ParticipantInfo(reading: try value.members())
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object("participant") { writer in participant.write(to: &writer) }
    }
}
