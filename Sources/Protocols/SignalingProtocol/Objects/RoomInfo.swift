public import Identifiers
public import Units

/// A room, as its participants see it.
public struct RoomInfo: Sendable, Hashable {
    /// This room's id.
    public var id: RoomID
    /// Its name in links.
    public var name: RoomName
    /// Its name for people.
    public var title: String
    /// What the application notes about it.
    public var metadata: String
    /// Whether nobody new may enter.
    public var isLocked: Bool
    /// Whether guests wait until they are admitted.
    public var hasLobby: Bool
    /// The most participants; 0: no limit of its own.
    public var maximumParticipants: Int
    /// When it was created.
    public var createdAt: UnixTime
    /// When it closes.
    public var expiresAt: UnixTime?

    /// Creates the description of a room.
    public init(
        id: RoomID,
        name: RoomName,
        title: String = "",
        metadata: String = "",
        isLocked: Bool = false,
        hasLobby: Bool = false,
        maximumParticipants: Int = 0,
        createdAt: UnixTime,
        expiresAt: UnixTime? = nil
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.metadata = metadata
        self.isLocked = isLocked
        self.hasLobby = hasLobby
        self.maximumParticipants = maximumParticipants
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
