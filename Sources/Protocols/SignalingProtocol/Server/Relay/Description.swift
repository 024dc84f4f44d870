public import Identifiers
import JSONCoding

/// A session description from another participant.
public struct Description: Sendable, Hashable {
    /// Who sent it.
    public var from: ParticipantID
    /// What they sent.
    public var description: SessionDescription

    /// Creates the message.
    public init(from: ParticipantID, description: SessionDescription) {
        self.from = from
        self.description = description
    }
}

extension Description: ServerPayload {
    static let type = "description"

    init(reading object: JSONObject) throws(JSONMemberError) {
        from = try object.identifier("from")
        description = try SessionDescription(reading: object, limits: .trusting)
    }

    func write(to writer: inout JSONWriter) {
        writer.member("from", from)
        description.write(to: &writer)
    }
}
