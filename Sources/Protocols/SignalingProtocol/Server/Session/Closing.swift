import JSONCoding

/// The last message before the server closes the socket.
public struct Closing: Sendable, Hashable {
    /// Why.
    public var code: SignalingErrorCode
    /// Why, for people.
    public var message: String
    /// Whether the client should come back by itself.
    public var reconnect: Bool

    /// Creates the message.
    public init(code: SignalingErrorCode, message: String, reconnect: Bool) {
        self.code = code
        self.message = message
        self.reconnect = reconnect
    }
}

extension Closing: ServerPayload {
    static let type = "closing"

    init(reading object: JSONObject) throws(JSONMemberError) {
        code = SignalingErrorCode(rawValue: try object.string("code"))
        message = try object.string("message")
        reconnect = try object.bool("reconnect")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("code", code)
        writer.member("message", message)
        writer.member("reconnect", reconnect)
    }
}
