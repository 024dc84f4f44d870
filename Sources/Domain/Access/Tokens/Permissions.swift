public import SignalingProtocol

/// What a token lets its bearer do inside a room, whatever the role: an observer publishes nothing even where this allows it.
public struct Permissions: Sendable, Hashable {
    /// Which kinds of tracks may be published.
    public var sources: Set<TrackSource>
    /// May send chat, reactions and application messages.
    public var canPublishData: Bool
    /// May receive the others' tracks.
    public var canSubscribe: Bool
    /// May change the own name, metadata and attributes.
    public var canUpdateOwnMetadata: Bool
    /// Is seen by hosts and cohosts only.
    public var isHidden: Bool

    /// Creates permissions; by default everything is allowed and the bearer is visible.
    public init(
        sources: Set<TrackSource> = Set(TrackSource.allCases),
        canPublishData: Bool = true,
        canSubscribe: Bool = true,
        canUpdateOwnMetadata: Bool = true,
        isHidden: Bool = false
    ) {
        self.sources = sources
        self.canPublishData = canPublishData
        self.canSubscribe = canSubscribe
        self.canUpdateOwnMetadata = canUpdateOwnMetadata
        self.isHidden = isHidden
    }
}
