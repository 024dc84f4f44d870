import Identifiers
import JSONCoding

/// Enter the room that the token names.
///
/// Speaks version 1 of the protocol; another is refused when it is decoded.
public struct Join: Sendable, Hashable {
    /// The version of the protocol that this module speaks.
    public static let protocolVersion: Int64 = 1

    /// The room token, a JWT.
    public var token: String
    /// What the client calls itself, for support; cleaned like a name.
    public var client: String?

    /// Creates the message.
    public init(token: String, client: String? = nil) {
        self.token = token
        self.client = client
    }
}

extension Join: ClientPayload {
    static let type = "join"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        let version = try object.integer("protocol", in: -JSONValue.maximumInteger...JSONValue.maximumInteger)
        guard version == Self.protocolVersion else { throw JSONMemberError("protocol", .notA("\(Self.protocolVersion)")) }
        token = try object.required("token") { value throws(JSONMemberError) in
            try value.plainText(maximumByteCount: limits.tokenByteCount)
        }
        client = try object.optional("client") { value throws(JSONMemberError) in
            DisplayName.cleaned(try value.text(maximumByteCount: limits.clientByteCount))
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("protocol", Self.protocolVersion)
        writer.member("token", token)
        writer.member("client", client)
    }
}
