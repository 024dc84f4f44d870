import JSONCoding
public import Units

/// A heartbeat, which also confirms what arrived.
///
/// Answered by ``Pong``.
public struct Ping: Sendable, Hashable {
    /// The last sequenced message that arrived.
    public var lastSequence: SequenceNumber
    /// The client's own time, copied into the answer.
    public var sentAt: UnixTime

    /// Creates the message.
    public init(lastSequence: SequenceNumber, sentAt: UnixTime) {
        self.lastSequence = lastSequence
        self.sentAt = sentAt
    }
}

extension Ping: ClientPayload {
    static let type = "ping"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        lastSequence = try object.required("last_seq") { value throws(JSONMemberError) in try value.sequenceNumber() }
        sentAt = try object.time("sent_at")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("last_seq", lastSequence)
        writer.member("sent_at", sentAt)
    }
}
