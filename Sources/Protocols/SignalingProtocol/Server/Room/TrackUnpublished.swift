public import Identifiers
import JSONCoding

/// A track ended.
public struct TrackUnpublished: Sendable, Hashable {
    /// Whose.
    public var participant: ParticipantID
    /// The track.
    public var track: TrackID

    /// Creates the message.
    public init(participant: ParticipantID, track: TrackID) {
        self.participant = participant
        self.track = track
    }
}

extension TrackUnpublished: ServerPayload {
    static let type = "track_unpublished"

    init(reading object: JSONObject) throws(JSONMemberError) {
        participant = try object.identifier("participant")
        track = try object.identifier("track")
    }

    func write(to writer: inout JSONWriter) {
        writer.member("participant", participant)
        writer.member("track", track)
    }
}
