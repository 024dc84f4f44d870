public import Identifiers

/// Which track a media section of a session description carries.
public struct TrackMapping: Sendable, Hashable {
    /// The media section (`a=mid`, RFC 5888 §4).
    public var mid: String
    /// The track.
    public var track: TrackID

    /// Creates a mapping.
    public init(mid: String, track: TrackID) {
        self.mid = mid
        self.track = track
    }
}
