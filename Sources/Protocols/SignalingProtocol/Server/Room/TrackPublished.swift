public import Identifiers
import JSONCoding

/// Somebody published a track.
public struct TrackPublished: Sendable, Hashable {
    /// Who.
    public var participant: ParticipantID
    /// The track.
    public var track: TrackInfo

    /// Creates the message.
    public init(participant: ParticipantID, track: TrackInfo) {
        self.participant = participant
        self.track = track
    }
}

extension TrackPublished: ServerPayload {
    static let type = "track_published"

    init(reading object: JSONObject) throws(JSONMemberError) {
        participant = try object.identifier("participant")
        track = try object.required("track") { value throws(JSONMemberError) in
            try TrackInfo(reading: try value.members(), limits: .trusting)
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("participant", participant)
        writer.object("track") { writer in track.write(to: &writer) }
    }
}
