public import Identifiers
import JSONCoding

/// Mute or unmute one's own track.
public struct Mute: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// The track.
    public var track: TrackID
    /// Whether it is muted from now on.
    public var isMuted: Bool

    /// Creates the message.
    public init(id: RequestID, track: TrackID, isMuted: Bool) {
        self.id = id
        self.track = track
        self.isMuted = isMuted
    }
}

extension Mute: ClientPayload {
    static let type = "mute"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        track = try object.identifier("track")
        isMuted = try object.bool("muted")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("track", track)
        writer.member("muted", isMuted)
    }
}
