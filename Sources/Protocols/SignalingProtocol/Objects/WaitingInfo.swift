public import Identifiers
public import Units

/// A person in the lobby.
public struct WaitingInfo: Sendable, Hashable {
    /// The id that they will have inside.
    public var id: ParticipantID
    /// Who it is.
    public var identity: Identity
    /// A name for people; may be empty.
    public var name: DisplayName
    /// Since when they wait.
    public var since: UnixTime

    /// Creates the description of a waiting person.
    public init(id: ParticipantID, identity: Identity, name: DisplayName, since: UnixTime) {
        self.id = id
        self.identity = identity
        self.name = name
        self.since = since
    }
}
