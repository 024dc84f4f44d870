public import Identifiers
public import SignalingProtocol

/// Somebody with a valid token wants to come in.
public struct EntryRequest: Sendable, Hashable {
    /// The id that this presence will have.
    public var participant: ParticipantID
    /// Who it is.
    public var identity: Identity
    /// The name others see.
    public var name: DisplayName
    /// What they may do to others.
    public var role: Role
    /// Free text of the application.
    public var metadata: String
    /// Pairs of the application.
    public var attributes: Attributes
    /// The sources the token allows them to publish.
    public var grantedSources: [TrackSource]
    /// Whether they may send data.
    public var canPublishData: Bool
    /// Whether they may change their own name, metadata and attributes.
    public var canUpdateOwnMetadata: Bool
    /// Whether only hosts and cohosts see them.
    public var isHidden: Bool

    /// Creates a request.
    public init(
        participant: ParticipantID,
        identity: Identity,
        name: DisplayName,
        role: Role,
        metadata: String = "",
        attributes: Attributes = Attributes(),
        grantedSources: [TrackSource] = TrackSource.allCases,
        canPublishData: Bool = true,
        canUpdateOwnMetadata: Bool = true,
        isHidden: Bool = false
    ) {
        self.participant = participant
        self.identity = identity
        self.name = name
        self.role = role
        self.metadata = metadata
        self.attributes = attributes
        self.grantedSources = grantedSources
        self.canPublishData = canPublishData
        self.canUpdateOwnMetadata = canUpdateOwnMetadata
        self.isHidden = isHidden
    }
}

/// What became of an ``EntryRequest``.
public enum EntryResult: Sendable, Hashable {
    /// They are in.
    case joined
    /// They wait until a host admits them.
    case waiting
    /// They may not come in; nothing has changed.
    case refused(SignalingErrorCode)
}
