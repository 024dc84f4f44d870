public import Identifiers
import JSONCoding

/// Chat, a reaction or an application's message, while the data channel is not open.
///
/// Others get it as ``DataMessage``.
public struct DataRequest: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// Who gets it: at least one, nobody twice; `nil` is everyone.
    public var to: [ParticipantID]?
    /// What it is about.
    public var topic: String
    /// The text, which the server does not look into.
    public var payload: String

    /// Creates the message.
    public init(id: RequestID, to: [ParticipantID]? = nil, topic: String, payload: String) {
        self.id = id
        self.to = to
        self.topic = topic
        self.payload = payload
    }
}

extension DataRequest: ClientPayload {
    static let type = "data"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        to = try object.optional("to") { value throws(JSONMemberError) in
            let recipients = try value.elements(maximumCount: limits.recipientCount) { value throws(JSONMemberError) in
                try value.identifier(ParticipantID.self)
            }
            // An empty list would read as "everyone" to a careless eye, and a repetition is a way to multiply messages.
            guard !recipients.isEmpty, recipients.count == 1 || Set(recipients).count == recipients.count else {
                throw JSONMemberError("", .notA("a list of at least one participant, none of them twice"))
            }
            return recipients
        }
        topic = try object.required("topic") { value throws(JSONMemberError) in
            try value.plainText(maximumByteCount: limits.topicByteCount)
        }
        payload = try object.string("payload", maximumByteCount: limits.payloadByteCount)
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        if let to {
            writer.array("to") { writer in
                for recipient in to { writer.string(recipient.text) }
            }
        }
        writer.member("topic", topic)
        writer.member("payload", payload)
    }
}
