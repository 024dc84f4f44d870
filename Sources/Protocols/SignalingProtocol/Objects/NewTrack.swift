public import Identifiers

/// A track that a client announces.
public struct NewTrack: Sendable, Hashable {
    /// The client's own id for it, 1 to 64 bytes.
    public var cid: String
    /// Where it comes from.
    public var source: TrackSource
    /// A name for people.
    public var name: DisplayName?
    /// Whether it starts muted.
    public var isMuted: Bool
    /// The width of the picture in pixels.
    public var width: Int?
    /// The height of the picture in pixels.
    public var height: Int?

    /// Creates the announcement of a track.
    public init(cid: String, source: TrackSource, name: DisplayName? = nil, isMuted: Bool = false, width: Int? = nil, height: Int? = nil) {
        self.cid = cid
        self.source = source
        self.name = name
        self.isMuted = isMuted
        self.width = width
        self.height = height
    }
}
