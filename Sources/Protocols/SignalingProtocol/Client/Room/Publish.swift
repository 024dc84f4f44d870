import JSONCoding

/// Announce a track.
public struct Publish: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// The track.
    public var track: NewTrack

    /// Creates the message.
    public init(id: RequestID, track: NewTrack) {
        self.id = id
        self.track = track
    }
}

extension Publish: ClientPayload {
    static let type = "publish"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        track = try object.required("track") { value throws(JSONMemberError) in
            try NewTrack(reading: try value.members(), limits: limits)
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.object("track") { writer in track.write(to: &writer) }
    }
}
