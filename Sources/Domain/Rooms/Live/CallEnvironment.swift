public import Identifiers
public import RoomModel
public import SignalingProtocol
public import Units

/// What live calls need from their surroundings.
///
/// Clocks and randomness come in here, so that tests own them.
public struct CallEnvironment: Sendable {
    /// How fast one session may ask.
    public struct RequestLimits: Sendable, Hashable {
        /// How many requests at once.
        public var burst = 400
        /// How many requests a second.
        public var perSecond = 100
        /// How many refusals in a row end the socket.
        public static let refusalsBeforeClose = 200

        /// The defaults.
        public init() {}
    }

    /// What the operator set for all rooms.
    public var policy: RoomPolicy
    /// How fast one session may ask.
    public var requestLimits = RequestLimits()
    /// How often a client pings.
    public var pingInterval: Duration
    /// After how long a silence either side gives the other up.
    public var pingTimeout: Duration
    /// What the server calls itself.
    public var serverName: String
    /// A clock that never jumps.
    public var now: @Sendable () -> MonotonicInstant
    /// The wall clock.
    public var wallClock: @Sendable () -> UnixTime
    /// The ICE servers for one person.
    public var iceServers: @Sendable (Identity) -> [ICEServer]
    /// What outlives a restart.
    public var records: any CallRecords
    /// Where work goes that must wait.
    public var work: BackgroundWork
    /// What is counted.
    public var metrics: CallMetrics

    /// Creates an environment.
    public init(
        policy: RoomPolicy = RoomPolicy(),
        pingInterval: Duration = .seconds(4),
        pingTimeout: Duration = .seconds(12),
        serverName: String = "saleflow",
        now: @escaping @Sendable () -> MonotonicInstant,
        wallClock: @escaping @Sendable () -> UnixTime,
        iceServers: @escaping @Sendable (Identity) -> [ICEServer] = { _ in [] },
        records: any CallRecords,
        work: BackgroundWork,
        metrics: CallMetrics = CallMetrics()
    ) {
        self.policy = policy
        self.pingInterval = pingInterval
        self.pingTimeout = pingTimeout
        self.serverName = serverName
        self.now = now
        self.wallClock = wallClock
        self.iceServers = iceServers
        self.records = records
        self.work = work
        self.metrics = metrics
    }
}

/// What a call writes down.
///
/// The catalog and the list of removals stand behind it.
public protocol CallRecords: Sendable {
    /// Whether `identity` may enter `room` as far as removals go.
    ///
    /// Asked at the moment of entry: the door was passed earlier, and a removal may have been recorded since.
    func allows(_ identity: Identity, in room: RoomName) -> Bool
    /// Records that a person stays out of a room; `false` when it could not be written.
    func recordRemoval(of identity: Identity, from room: RoomName, by moderator: Identity?) async -> Bool
    /// Keeps what a host changed while the call went on.
    func save(_ settings: RoomSettings) async
}
