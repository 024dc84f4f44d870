import Identifiers
import JSONCoding

extension NewTrack {
    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        self.init(
            cid: try object.required("cid") { value throws(JSONMemberError) in
                try value.plainText(maximumByteCount: limits.cidByteCount)
            },
            source: try object.word("source"),
            name: try object.optional("name") { value throws(JSONMemberError) in try value.displayName() },
            isMuted: try object.bool("muted"),
            width: try object.optional("width") { value throws(JSONMemberError) in try value.count(upTo: limits.maximumDimension) },
            height: try object.optional("height") { value throws(JSONMemberError) in try value.count(upTo: limits.maximumDimension) }
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.member("cid", cid)
        writer.member("source", source)
        writer.member("name", name?.text)
        writer.member("muted", isMuted)
        writer.member("width", width)
        writer.member("height", height)
    }
}

extension TrackInfo {
    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        self.init(id: try object.identifier("id"), publishing: try NewTrack(reading: object, limits: limits))
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        NewTrack(cid: cid, source: source, name: name, isMuted: isMuted, width: width, height: height).write(to: &writer)
    }
}

extension TrackMapping {
    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        self.init(
            mid: try object.required("mid") { value throws(JSONMemberError) in
                try value.plainText(maximumByteCount: limits.midByteCount)
            },
            track: try object.identifier("track")
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.member("mid", mid)
        writer.member("track", track)
    }
}

extension Attributes {
    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        guard object.members.count <= limits.attributeCount else {
            throw JSONMemberError("", .tooLong(maximum: limits.attributeCount, actual: object.members.count))
        }
        self.init()
        for (index, member) in object.members.enumerated() {
            do throws(JSONMemberError) {
                // The name is the peer's own words, so errors give its place instead.
                let name = try JSONValue.string(member.name).plainText(maximumByteCount: limits.attributeNameByteCount)
                self[name] = try member.value.text(maximumByteCount: limits.attributeValueByteCount)
            } catch {
                throw error.within(element: index)
            }
        }
        guard byteCount <= limits.attributesByteCount else {
            throw JSONMemberError("", .tooLong(maximum: limits.attributesByteCount, actual: byteCount))
        }
    }
}

extension SessionDescription {
    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        epoch = try object.count("epoch")
        generation = try object.count("generation")
        type = try object.word("sdp_type")
        sdp = try object.string("sdp", maximumByteCount: limits.sdpByteCount)
        guard !sdp.hasControlCharacters(allowingLineBreaks: true) else { throw .controlCharacters.within("sdp") }
        guard !sdp.isEmpty || type == .rollback else { throw JSONMemberError("sdp", .notA("a string that is not empty")) }
        tracks = try object.array("tracks", maximumCount: limits.trackMappingCount) { value throws(JSONMemberError) in
            try TrackMapping(reading: try value.members(), limits: limits)
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("epoch", epoch)
        writer.member("generation", generation)
        writer.member("sdp_type", type)
        writer.member("sdp", sdp)
        writer.array("tracks") { writer in
            for track in tracks {
                writer.beginObject()
                track.write(to: &writer)
                writer.endObject()
            }
        }
    }
}

extension ICECandidate {
    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        epoch = try object.count("epoch")
        generation = try object.count("generation")
        candidate = try object.string("candidate", maximumByteCount: limits.candidateByteCount)
        guard !candidate.hasControlCharacters(allowingLineBreaks: false) else { throw .controlCharacters.within("candidate") }
        sdpMid = try object.optional("sdp_mid") { value throws(JSONMemberError) in
            try value.plainText(maximumByteCount: limits.midByteCount)
        }
        sdpMLineIndex = try object.optional("sdp_m_line_index") { value throws(JSONMemberError) in
            try value.count(upTo: limits.maximumMLineIndex)
        }
        usernameFragment = try object.optional("username_fragment") { value throws(JSONMemberError) in
            try value.plainText(maximumByteCount: limits.usernameFragmentByteCount)
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("epoch", epoch)
        writer.member("generation", generation)
        writer.member("candidate", candidate)
        writer.member("sdp_mid", sdpMid)
        writer.member("sdp_m_line_index", sdpMLineIndex)
        writer.member("username_fragment", usernameFragment)
    }
}
