import JSONCoding

/// Leave for good.
public struct Leave: Sendable, Hashable {
    /// This request.
    public var id: RequestID

    /// Creates the message.
    public init(id: RequestID) {
        self.id = id
    }
}

extension Leave: ClientPayload {
    static let type = "leave"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
    }
}
