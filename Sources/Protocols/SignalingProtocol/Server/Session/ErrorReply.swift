import JSONCoding

/// A message was refused; nothing changed and the session goes on.
public struct ErrorReply: Sendable, Hashable {
    /// The request, if the message was one.
    public var id: RequestID?
    /// Why.
    public var code: SignalingErrorCode
    /// Why, for people.
    public var message: String

    /// Creates the message.
    public init(id: RequestID?, code: SignalingErrorCode, message: String) {
        self.id = id
        self.code = code
        self.message = message
    }
}

extension ErrorReply: ServerPayload {
    static let type = "error"

    init(reading object: JSONObject) throws(JSONMemberError) {
        id = object["id"] == nil ? nil : try object.requestID()
        code = SignalingErrorCode(rawValue: try object.string("code"))
        message = try object.string("message")
    }

    func write(to writer: inout JSONWriter) {
        if let id { writer.member("id", id) }
        writer.member("code", code)
        writer.member("message", message)
    }
}
