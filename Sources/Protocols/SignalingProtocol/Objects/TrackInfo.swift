public import Identifiers

/// A published track, as everyone sees it.
public struct TrackInfo: Sendable, Hashable {
    /// The server's id; outlives every transport that carries the track.
    public var id: TrackID
    /// The publisher's own id for it.
    public var cid: String
    /// Where it comes from.
    public var source: TrackSource
    /// A name for people.
    public var name: DisplayName?
    /// Whether it is muted.
    public var isMuted: Bool
    /// The width of the picture in pixels.
    public var width: Int?
    /// The height of the picture in pixels.
    public var height: Int?

    /// Creates the description of a published track.
    public init(
        id: TrackID,
        cid: String,
        source: TrackSource,
        name: DisplayName? = nil,
        isMuted: Bool = false,
        width: Int? = nil,
        height: Int? = nil
    ) {
        self.id = id
        self.cid = cid
        self.source = source
        self.name = name
        self.isMuted = isMuted
        self.width = width
        self.height = height
    }

    /// Publishes `track` under `id`.
    public init(id: TrackID, publishing track: NewTrack) {
        self.init(
            id: id,
            cid: track.cid,
            source: track.source,
            name: track.name,
            isMuted: track.isMuted,
            width: track.width,
            height: track.height
        )
    }
}
