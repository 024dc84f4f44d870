/// What a token lets its bearer do through the HTTP API.
public struct Administration: Sendable, Hashable {
    /// May administer the token's room, or every room when the token names none.
    public var roomAdmin: Bool
    /// May create rooms.
    public var roomCreate: Bool
    /// May list rooms.
    public var roomList: Bool

    /// Creates grants; by default none.
    public init(roomAdmin: Bool = false, roomCreate: Bool = false, roomList: Bool = false) {
        self.roomAdmin = roomAdmin
        self.roomCreate = roomCreate
        self.roomList = roomList
    }

    /// Everything.
    public static let all = Administration(roomAdmin: true, roomCreate: true, roomList: true)
}
