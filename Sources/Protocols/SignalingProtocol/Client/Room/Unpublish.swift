public import Identifiers
import JSONCoding

/// End one's own track.
public struct Unpublish: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// The track.
    public var track: TrackID

    /// Creates the message.
    public init(id: RequestID, track: TrackID) {
        self.id = id
        self.track = track
    }
}

extension Unpublish: ClientPayload {
    static let type = "unpublish"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        track = try object.identifier("track")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("track", track)
    }
}
