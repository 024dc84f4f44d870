public import Identifiers
public import Units

/// A room as it is stored.
public struct StoredRoom: Sendable, Hashable {
    /// The room's id.
    public var id: RoomID
    /// The name in its link; no two rooms have the same.
    public var name: RoomName
    /// The heading people see.
    public var title: String
    /// Free text of the application.
    public var metadata: String
    /// How many may be in it at once; 0: no limit of its own.
    public var maximumParticipants: Int
    /// How long it lives while nobody has entered; `nil`: for ever.
    public var emptyTimeout: Duration?
    /// How long it lives after the last one left; `nil`: for ever.
    public var departureTimeout: Duration?
    /// Guests wait to be admitted.
    public var hasLobby: Bool
    /// Nobody new may enter.
    public var isLocked: Bool
    /// Anyone with the link may enter as guest.
    public var isOpenJoin: Bool
    /// Nobody may enter before.
    public var notBefore: UnixTime?
    /// Nobody may enter from then on.
    public var expiresAt: UnixTime?
    /// When it was created.
    public var createdAt: UnixTime

    /// Creates a record.
    public init(
        id: RoomID,
        name: RoomName,
        title: String,
        metadata: String,
        maximumParticipants: Int,
        emptyTimeout: Duration?,
        departureTimeout: Duration?,
        hasLobby: Bool,
        isLocked: Bool,
        isOpenJoin: Bool,
        notBefore: UnixTime?,
        expiresAt: UnixTime?,
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
