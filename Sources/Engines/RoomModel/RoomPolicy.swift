/// What the operator set for all rooms of this server.
public struct RoomPolicy: Sendable, Hashable {
    /// The most participants while nobody forwards media between them; each of them sends to each other one.
    public var meshMaximum: Int
    /// How long a participant whose socket was lost is waited for.
    public var resumeWindow: Duration
    /// The most people who wait in one lobby.
    public var lobbyMaximum: Int
    /// The most tracks one participant publishes.
    public var tracksPerParticipant: Int
    /// The most attributes of one participant; an update may add to those of the token.
    public var attributeCount: Int
    /// The most bytes of one participant's attributes, names and values together.
    public var attributesByteCount: Int
    /// The most identities that a room remembers as having been let in.
    public var knownIdentitiesMaximum: Int

    /// Creates a policy; the defaults are those of `docs/operations.md`.
    public init(
        meshMaximum: Int = 4,
        resumeWindow: Duration = .seconds(30),
        lobbyMaximum: Int = 100,
        tracksPerParticipant: Int = 8,
        attributeCount: Int = 64,
        attributesByteCount: Int = 32_768,
        knownIdentitiesMaximum: Int = 10_000
    ) {
        self.meshMaximum = meshMaximum
        self.resumeWindow = resumeWindow
        self.lobbyMaximum = lobbyMaximum
        self.tracksPerParticipant = tracksPerParticipant
        self.attributeCount = attributeCount
        self.attributesByteCount = attributesByteCount
        self.knownIdentitiesMaximum = knownIdentitiesMaximum
    }
}
