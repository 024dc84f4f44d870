public import Identifiers
import JSONCoding

/// Enter the room that the token names.
///
/// Speaks version 1 of the protocol; another is refused when it is decoded.
public struct Join: Sendable, Hashable {
    /// The version of the protocol that this module speaks.
    public static let protocolVersion: Int64 = 1

    /// The room token, a JWT.
    public var token: String
    /// The room that the client means to enter, which must be the token's; `nil`: whichever the token names.
    public var room: RoomName?
    /// What the client calls itself, for support; cleaned like a name.
    public var client: String?

    /// Creates the message.
    public init(token: String, room: RoomName? = nil, client: String? = nil) {
        self.token = token
        self.room = room
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
        room = try object.optional("room") { value throws(JSONMemberError) in
            guard let name = RoomName(try value.text()) else { throw JSONMemberError("", .notA("1 to 64 of 0-9A-Za-z_-")) }
            return name
        }
        client = try object.optional("client") { value throws(JSONMemberError) in
            DisplayName.cleaned(try value.text(maximumByteCount: limits.clientByteCount))
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("protocol", Self.protocolVersion)
        writer.member("token", token)
        writer.member("room", room?.text)
        writer.member("client", client)
    }
}
