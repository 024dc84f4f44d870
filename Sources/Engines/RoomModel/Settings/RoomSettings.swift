public import Identifiers
public import Units

/// What an operator or a host set for a room.
///
/// Everything that `GET /v1/rooms/{room}` shows but the people in it.
public struct RoomSettings: Sendable, Hashable {
    /// The room's id, new each time a room of this name is created.
    public var id: RoomID
    /// The name in the room's link.
    public var name: RoomName
    /// The heading people see; may be empty.
    public var title: String
    /// Free text of the application.
    public var metadata: String
    /// How many may be in the room at once; 0 means that the room itself sets no limit.
    public var maximumParticipants: Int
    /// How long a room lives that nobody has entered; `nil` for ever.
    public var emptyTimeout: Duration?
    /// How long a room lives after the last one left; `nil` for ever.
    public var departureTimeout: Duration?
    /// Guests wait until a host admits them.
    public var hasLobby: Bool
    /// Nobody new may enter.
    public var isLocked: Bool
    /// Anyone with the link may enter as a guest without an invitation.
    public var isOpenJoin: Bool
    /// Nobody may enter before this time.
    public var notBefore: UnixTime?
    /// Nobody may enter from this time on, and the call ends.
    public var expiresAt: UnixTime?
    /// When the room was created.
    public var createdAt: UnixTime

    /// Creates settings with the defaults of `docs/api.md`.
    public init(
        id: RoomID,
        name: RoomName,
        title: String = "",
        metadata: String = "",
        maximumParticipants: Int = 0,
        emptyTimeout: Duration? = .seconds(300),
        departureTimeout: Duration? = .seconds(20),
        hasLobby: Bool = false,
        isLocked: Bool = false,
        isOpenJoin: Bool = false,
        notBefore: UnixTime? = nil,
        expiresAt: UnixTime? = nil,
        createdAt: UnixTime
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.metadata = metadata
        self.maximumParticipants = maximumParticipants
        self.emptyTimeout = emptyTimeout
        self.departureTimeout = departureTimeout
        self.hasLobby = hasLobby
        self.isLocked = isLocked
        self.isOpenJoin = isOpenJoin
        self.notBefore = notBefore
        self.expiresAt = expiresAt
        self.createdAt = createdAt
    }
}
