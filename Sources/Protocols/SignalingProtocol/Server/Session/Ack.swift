import JSONCoding

/// A request was carried out.
public struct Ack: Sendable, Hashable {
    /// The request.
    public var id: RequestID
    /// The track, in answer to ``Publish``.
    public var track: TrackInfo?

    /// Creates the message.
    public init(id: RequestID, track: TrackInfo? = nil) {
        self.id = id
        self.track = track
    }
}

extension Ack: ServerPayload {
    static let type = "ack"

    init(reading object: JSONObject) throws(JSONMemberError) {
        id = try object.requestID()
        track = try object.optional("track") { value throws(JSONMemberError) in
            try TrackInfo(reading: try value.members(), limits: .trusting)
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        if let track { writer.object("track") { writer in track.write(to: &writer) } }
    }
}
