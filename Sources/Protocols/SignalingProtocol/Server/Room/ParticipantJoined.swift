import JSONCoding

/// Somebody joined.
public struct ParticipantJoined: Sendable, Hashable {
    /// Who.
    public var participant: ParticipantInfo

    /// Creates the message.
    public init(participant: ParticipantInfo) {
        self.participant = participant
    }
}

extension ParticipantJoined: ServerPayload {
    static let type = "participant_joined"

    init(reading object: JSONObject) throws(JSONMemberError) {
        participant = try object.required("participant") { value throws(JSONMemberError) in
            try ParticipantInfo(reading: try value.members())
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object("participant") { writer in participant.write(to: &writer) }
    }
}
