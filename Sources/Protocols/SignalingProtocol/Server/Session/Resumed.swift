import JSONCoding

/// The answer to ``Resume``.
///
/// What was missed follows.
public struct Resumed: Sendable, Hashable {
    /// The last request that was handled; later ones never arrived and are sent again.
    public var lastID: RequestID
    /// The number of the first message that will be replayed or sent.
    public var nextSequence: SequenceNumber

    /// Creates the message.
    public init(lastID: RequestID, nextSequence: SequenceNumber) {
        self.lastID = lastID
        self.nextSequence = nextSequence
    }
}

extension Resumed: ServerPayload {
    static let type = "resumed"

    init(reading object: JSONObject) throws(JSONMemberError) {
        lastID = RequestID(try object.integer("last_id", in: 0...JSONValue.maximumInteger))
        nextSequence = try object.required("next_seq") { value throws(JSONMemberError) in try value.sequenceNumber() }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("last_id", lastID)
        writer.member("next_seq", nextSequence)
    }
}
