public import Identifiers
import JSONCoding

/// A track was muted or unmuted.
public struct TrackMuted: Sendable, Hashable {
    /// Whose.
    public var participant: ParticipantID
    /// The track.
    public var track: TrackID
    /// Whether it is muted now.
    public var isMuted: Bool
    /// Who did it, unless its owner.
    public var by: MuteOrigin?

    /// Creates the message.
    public init(participant: ParticipantID, track: TrackID, isMuted: Bool, by: MuteOrigin? = nil) {
        self.participant = participant
        self.track = track
        self.isMuted = isMuted
        self.by = by
    }
}

extension TrackMuted: ServerPayload {
    static let type = "track_muted"

    init(reading object: JSONObject) throws(JSONMemberError) {
        participant = try object.identifier("participant")
        track = try object.identifier("track")
        isMuted = try object.bool("muted")
        by = try object.optional("by") { value throws(JSONMemberError) in
            value == .string("api") ? .api : .participant(try value.identifier())
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("participant", participant)
        writer.member("track", track)
        writer.member("muted", isMuted)
        switch by {
        case .participant(let moderator): writer.member("by", moderator)
        case .api: writer.member("by", "api")
        case nil: break
        }
    }
}
