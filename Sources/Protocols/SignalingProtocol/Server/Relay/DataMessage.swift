public import Identifiers
import JSONCoding

/// Chat, a reaction or an application's message from another participant.
public struct DataMessage: Sendable, Hashable {
    /// Who sent it.
    public var from: ParticipantID
    /// What it is about.
    public var topic: String
    /// The text.
    public var payload: String
    /// Whether it was sent to a list and not to everyone.
    public var isDirect: Bool

    /// Creates the message.
    public init(from: ParticipantID, topic: String, payload: String, isDirect: Bool) {
        self.from = from
        self.topic = topic
        self.payload = payload
        self.isDirect = isDirect
    }
}

extension DataMessage: ServerPayload {
    static let type = "data"

    init(reading object: JSONObject) throws(JSONMemberError) {
        from = try object.identifier("from")
        topic = try object.string("topic")
        payload = try object.string("payload")
        isDirect = try object.bool("direct")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("from", from)
        writer.member("topic", topic)
        writer.member("payload", payload)
        writer.member("direct", isDirect)
    }
}
