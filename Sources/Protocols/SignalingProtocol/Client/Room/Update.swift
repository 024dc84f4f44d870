public import Identifiers
import JSONCoding

/// Change one's own description.
///
/// What is absent stays as it is.
public struct Update: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// The new name.
    public var name: DisplayName?
    /// The new metadata.
    public var metadata: String?
    /// The attributes that change; an empty text deletes.
    public var attributes: Attributes?

    /// Creates the message.
    public init(id: RequestID, name: DisplayName? = nil, metadata: String? = nil, attributes: Attributes? = nil) {
        self.id = id
        self.name = name
        self.metadata = metadata
        self.attributes = attributes
    }
}

extension Update: ClientPayload {
    static let type = "update"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        name = try object.optional("name") { value throws(JSONMemberError) in try value.displayName() }
        metadata = try object.optionalString("metadata", maximumByteCount: limits.metadataByteCount)
        attributes = try object.optional("attributes") { value throws(JSONMemberError) in
            try Attributes(reading: try value.members(), limits: limits)
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("name", name?.text)
        writer.member("metadata", metadata)
        if let attributes { writer.member("attributes", attributes) }
    }
}
