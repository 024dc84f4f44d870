public import Access
public import Rooms
public import Units

/// Everything that the HTTP API needs of the rest of the server.
public struct APIServices: Sendable {
    /// The rooms.
    public var catalog: RoomCatalog
    /// The links into them.
    public var invitations: Invitations
    /// Rooms with ready links.
    public var meetings: Meetings
    /// Who stays out.
    public var removals: Removals
    /// The calls that are going on.
    public var liveCalls: any LiveCalls
    /// Reads the callers' tokens.
    public var tokenVerifier: TokenVerifier
    /// Makes tokens for callers.
    public var tokenIssuer: TokenIssuer
    /// The wall clock.
    public var now: @Sendable () -> UnixTime
    /// The clock that never jumps.
    public var monotonicNow: @Sendable () -> MonotonicInstant
    /// The metrics in Prometheus's text format, version 0.0.4.
    public var metricsText: @Sendable () async -> String
    /// Whether new calls should come to this server.
    public var readiness: @Sendable () async -> Readiness

    /// Gathers the services.
    public init(
        catalog: RoomCatalog,
        invitations: Invitations,
        meetings: Meetings,
        removals: Removals,
        liveCalls: any LiveCalls,
        tokenVerifier: TokenVerifier,
        tokenIssuer: TokenIssuer,
        now: @escaping @Sendable () -> UnixTime,
        monotonicNow: @escaping @Sendable () -> MonotonicInstant,
        metricsText: @escaping @Sendable () async -> String,
        readiness: @escaping @Sendable () async -> Readiness
    ) {
        self.catalog = catalog
        self.invitations = invitations
        self.meetings = meetings
        self.removals = removals
        self.liveCalls = liveCalls
        self.tokenVerifier = tokenVerifier
        self.tokenIssuer = tokenIssuer
        self.now = now
        self.monotonicNow = monotonicNow
        self.metricsText = metricsText
        self.readiness = readiness
    }
}

/// Whether a server should get new calls.
public enum Readiness: Sendable, Hashable {
    /// It should.
    case ready
    /// It should not; the reason goes to whoever asks and names no person and no address.
    case notReady(String)
}
