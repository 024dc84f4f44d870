import Identifiers
public import JSONCoding

extension ParticipantInfo {
    init(reading object: JSONObject) throws(JSONMemberError) {
        id = try object.identifier("id")
        identity = try object.identity()
        name = try object.required("name") { value throws(JSONMemberError) in try value.displayName() }
        role = try object.word("role")
        state = try object.word("state")
        metadata = try object.string("metadata")
        attributes = try object.required("attributes") { value throws(JSONMemberError) in
            try Attributes(reading: try value.members(), limits: .trusting)
        }
        joinedAt = try object.time("joined_at")
        canPublish = try object.array("can_publish") { value throws(JSONMemberError) in try value.word() }
        canPublishData = try object.bool("can_publish_data")
        isHidden = try object.bool("hidden")
        tracks = try object.array("tracks") { value throws(JSONMemberError) in
            try TrackInfo(reading: try value.members(), limits: .trusting)
        }
    }

    /// Writes the members of the object, without its braces.
    public func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("identity", identity.text)
        writer.member("name", name.text)
        writer.member("role", role)
        writer.member("state", state)
        writer.member("metadata", metadata)
        writer.member("attributes", attributes)
        writer.member("joined_at", joinedAt)
        writer.array("can_publish") { writer in
            for source in canPublish { writer.string(source.rawValue) }
        }
        writer.member("can_publish_data", canPublishData)
        writer.member("hidden", isHidden)
        writer.array("tracks") { writer in
            for track in tracks {
                writer.beginObject()
                track.write(to: &writer)
                writer.endObject()
            }
        }
    }
}

extension WaitingInfo {
    init(reading object: JSONObject) throws(JSONMemberError) {
        id = try object.identifier("id")
        identity = try object.identity()
        name = try object.required("name") { value throws(JSONMemberError) in try value.displayName() }
        since = try object.time("since_at")
    }

    /// Writes the members of the object, without its braces.
    public func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("identity", identity.text)
        writer.member("name", name.text)
        writer.member("since_at", since)
    }
}

extension RoomInfo {
    init(reading object: JSONObject) throws(JSONMemberError) {
        id = try object.identifier("id")
        name = try object.required("name") { value throws(JSONMemberError) in
            guard let name = RoomName(try value.text()) else { throw JSONMemberError("", .notA("1 to 64 of 0-9A-Za-z_-")) }
            return name
        }
        title = try object.string("title")
        metadata = try object.string("metadata")
        isLocked = try object.bool("locked")
        hasLobby = try object.bool("lobby")
        maximumParticipants = try object.count("max_participants")
        createdAt = try object.time("created_at")
        expiresAt = try object.optional("expires_at") { value throws(JSONMemberError) in try value.time() }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("name", name.text)
        writer.member("title", title)
        writer.member("metadata", metadata)
        writer.member("locked", isLocked)
        writer.member("lobby", hasLobby)
        writer.member("max_participants", maximumParticipants)
        writer.member("created_at", createdAt)
        if let expiresAt { writer.member("expires_at", expiresAt) }
    }
}

extension Topology {
    init(reading object: JSONObject) throws(JSONMemberError) {
        kind = try object.word("kind")
        epoch = try object.count("epoch")
        reason = try object.string("reason")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("kind", kind)
        writer.member("epoch", epoch)
        writer.member("reason", reason)
    }
}

extension ICEServer {
    init(reading object: JSONObject) throws(JSONMemberError) {
        urls = try object.array("urls") { value throws(JSONMemberError) in try value.text() }
        username = try object.optionalString("username")
        credential = try object.optionalString("credential")
    }

    func write(to writer: inout JSONWriter) {
        writer.array("urls") { writer in
            for url in urls { writer.string(url) }
        }
        writer.member("username", username)
        writer.member("credential", credential)
    }
}

extension JSONObject {
    fileprivate func identity() throws(JSONMemberError) -> Identity {
        try required("identity") { value throws(JSONMemberError) in
            guard let identity = Identity(try value.text()) else { throw JSONMemberError("", .notA("an identity")) }
            return identity
        }
    }
}

extension SignalingLimits {
    /// For what the server wrote: a client only bounds the whole message.
    static let trusting: SignalingLimits = {
        var limits = SignalingLimits()
        limits.json = JSONLimits(byteCount: 4_194_304, depth: 8, memberCount: 128, elementCount: 10_000, valueCount: 200_000)
        limits.sdpByteCount = .max
        limits.candidateByteCount = .max
        limits.usernameFragmentByteCount = .max
        limits.midByteCount = .max
        limits.maximumMLineIndex = .max
        limits.trackMappingCount = .max
        limits.cidByteCount = .max
        limits.maximumDimension = .max
        limits.attributeCount = .max
        limits.attributeNameByteCount = .max
        limits.attributeValueByteCount = .max
        limits.attributesByteCount = .max
        return limits
    }()
}
