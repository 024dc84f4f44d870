public import Identifiers
public import Units

/// A participant, as others see them.
public struct ParticipantInfo: Sendable, Hashable {
    /// This presence's id.
    public var id: ParticipantID
    /// Who it is.
    public var identity: Identity
    /// A name for people; may be empty.
    public var name: DisplayName
    /// What they may do.
    public var role: Role
    /// Whether their socket is there.
    public var state: ParticipantState
    /// What the application notes about them; its form is the application's affair.
    public var metadata: String
    /// What the application notes about them, by name.
    public var attributes: Attributes
    /// When they joined.
    public var joinedAt: UnixTime
    /// What they may publish.
    public var canPublish: [TrackSource]
    /// Whether they may send data.
    public var canPublishData: Bool
    /// Whether only hosts and cohosts see them.
    public var isHidden: Bool
    /// What they publish, in the order of publication.
    public var tracks: [TrackInfo]

    /// Creates the description of a participant.
    public init(
        id: ParticipantID,
        identity: Identity,
        name: DisplayName = .empty,
        role: Role,
        state: ParticipantState = .active,
        metadata: String = "",
        attributes: Attributes = Attributes(),
        joinedAt: UnixTime,
        canPublish: [TrackSource] = TrackSource.allCases,
        canPublishData: Bool = true,
        isHidden: Bool = false,
        tracks: [TrackInfo] = []
    ) {
        self.id = id
        self.identity = identity
        self.name = name
        self.role = role
        self.state = state
        self.metadata = metadata
        self.attributes = attributes
        self.joinedAt = joinedAt
        self.canPublish = canPublish
        self.canPublishData = canPublishData
        self.isHidden = isHidden
        self.tracks = tracks
    }
}
