import JSONCoding
public import Units

/// A fresh token, before the current one expires.
public struct TokenIssued: Sendable, Hashable {
    /// The token.
    public var token: String
    /// When its life ends.
    public var expiresAt: UnixTime

    /// Creates the message.
    public init(token: String, expiresAt: UnixTime) {
        self.token = token
        self.expiresAt = expiresAt
    }
}

extension TokenIssued: ServerPayload {
    static let type = "token"

    init(reading object: JSONObject) throws(JSONMemberError) {
        token = try object.string("token")
        expiresAt = try object.time("expires_at")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("token", token)
        writer.member("expires_at", expiresAt)
    }
}
