public import Identifiers
public import RoomModel
public import SignalingProtocol

/// The calls that are going on, as the HTTP API sees them.
public protocol LiveCalls: Sendable {
    /// Who is in the room and who waits; `nil` when nobody is.
    func occupants(of room: RoomName) async -> RoomOccupants?
    /// How many are in each room and how many wait; a room that is missing is empty.
    func occupancy() async -> [RoomName: RoomOccupancy]
    /// Carries one order out; `false` when the room is empty or nobody in it answers to what the order names.
    @discardableResult
    func perform(_ order: CallOrder, in room: RoomName) async -> Bool
}

/// The people of one call.
public struct RoomOccupants: Sendable, Hashable {
    /// Those in the call, in the order they joined.
    public var participants: [ParticipantInfo]
    /// Those who wait in the lobby, in the order they came.
    public var waiting: [WaitingInfo]

    /// Creates the pair.
    public init(participants: [ParticipantInfo], waiting: [WaitingInfo]) {
        self.participants = participants
        self.waiting = waiting
    }
}

/// How full a room is.
public struct RoomOccupancy: Sendable, Hashable {
    /// How many are in the call.
    public var participants: Int
    /// How many wait in the lobby.
    public var waiting: Int

    /// Creates the pair.
    public init(participants: Int, waiting: Int) {
        self.participants = participants
        self.waiting = waiting
    }
}

/// What an administrator may tell a call to do.
public enum CallOrder: Sendable, Hashable {
    /// The person leaves at once. Whoever gives the order has already recorded the removal, so that it holds.
    case remove(Identity)
    /// Mutes one track, or all of the person's audio.
    case mute(Identity, track: TrackID?)
    /// Changes the person's role.
    case setRole(Identity, Role)
    /// The room's settings are now these.
    case settingsChanged(RoomSettings)
    /// The call ends for everyone.
    case end
}
