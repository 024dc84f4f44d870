import JSONCoding
public import Units

/// The answer to ``Ping``.
public struct Pong: Sendable, Hashable {
    /// Copied from the ping.
    public var sentAt: UnixTime
    /// The server's time.
    public var receivedAt: UnixTime

    /// Creates the message.
    public init(sentAt: UnixTime, receivedAt: UnixTime) {
        self.sentAt = sentAt
        self.receivedAt = receivedAt
    }
}

extension Pong: ServerPayload {
    static let type = "pong"

    init(reading object: JSONObject) throws(JSONMemberError) {
        sentAt = try object.time("sent_at")
        receivedAt = try object.time("received_at")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("sent_at", sentAt)
        writer.member("received_at", receivedAt)
    }
}
