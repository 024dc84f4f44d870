public import Identifiers
import JSONCoding

/// A session description for one other participant, who gets it as ``Description``.
public struct DescriptionRequest: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// The other participant.
    public var to: ParticipantID
    /// What they get.
    public var description: SessionDescription

    /// Creates the message.
    public init(id: RequestID, to: ParticipantID, description: SessionDescription) {
        self.id = id
        self.to = to
        self.description = description
    }
}

extension DescriptionRequest: ClientPayload {
    static let type = "description"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        to = try object.identifier("to")
        description = try SessionDescription(reading: object, limits: limits)
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("to", to)
        description.write(to: &writer)
    }
}
