public import Access
public import Addressing
public import Logging
public import SignalingProtocol

/// What the operator decided, read and checked.
public struct Settings: Sendable {
    /// The address to listen on.
    public var httpHost: String
    /// The port to listen on; 0: any free one.
    public var httpPort: Int
    /// Where people reach the server, such as `https://calls.example`; `nil`: whatever the request was sent to.
    public var publicURL: String?
    /// Proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: [IPNetwork]
    /// Directory of the database.
    public var dataDirectory: String
    /// Directory of the page's files.
    public var webRoot: String
    /// Whether this is a server for development.
    public var isDevelopment: Bool
    /// The keys that sign tokens.
    public var keys: KeyRing
    /// Which certificate is used.
    public var tls: TLS
    /// What is logged.
    public var log: Log
    /// Who may start a meeting from the landing page.
    public var meetingCreation: MeetingCreation
    /// Web origins beside the server's own that may use the API and the WebSocket.
    public var allowedOrigins: [String]
    /// Web origins that may show a room in a frame.
    public var embedOrigins: [String]
    /// What holds for rooms.
    public var rooms: Rooms
    /// What holds for sockets.
    public var signaling: Signaling
    /// STUN and TURN servers that clients are told to use.
    public var iceServers: [ICEServer]
    /// Threads for the network; 0: as many as processors.
    public var threads: Int
    /// How long a stop waits.
    public var shutdownTimeout: Duration
    /// Every value with its source, for `saleflow config show`.
    public let effective: EffectiveSettings
}

extension Settings {
    /// Which certificate is used.
    public enum TLS: Sendable, Hashable {
        /// None: plain HTTP.
        case off
        /// The operator's, by path.
        case files(certificate: String, key: String)
        /// One that the server makes.
        case selfSigned
    }

    /// What is logged.
    public struct Log: Sendable, Hashable {
        /// The least level.
        public var level: Logger.Level
        /// The form of the lines.
        public var format: LogFormat
    }

    /// Who may start a meeting from the landing page.
    public enum MeetingCreation: Sendable, Hashable {
        /// Nobody.
        case off
        /// Anyone.
        case open
        /// Whoever knows the word.
        case key(String)
    }

    /// What holds for rooms.
    public struct Rooms: Sendable, Hashable {
        /// Whether a token may join a room that does not exist yet.
        public var createsOnJoin: Bool
        /// Whether anyone may open any room by its link and be its host.
        public var isOpen: Bool
        /// Most people in a room whose media travels from browser to browser.
        public var meshMaximum: Int
        /// Most rooms at once.
        public var maximumCount: Int
        /// How long a new room waits for somebody; `nil`: for ever.
        public var emptyTimeout: Duration?
        /// How long a room lives after the last one left; `nil`: for ever.
        public var departureTimeout: Duration?
    }

    /// What holds for sockets.
    public struct Signaling: Sendable, Hashable {
        /// How long a lost session can be resumed.
        public var resumeWindow: Duration
        /// How often both sides ping.
        public var pingInterval: Duration
        /// Silence after which a peer counts as dead.
        public var pingTimeout: Duration
        /// How long a new socket may take to join.
        public var joinTimeout: Duration
        /// Most connections at once.
        public var maximumConnections: Int
        /// Most connections at once from one address.
        public var maximumConnectionsPerAddress: Int
        /// How many requests one client may make each second.
        public var requestsPerSecond: Int
        /// How many requests one client may make at once.
        public var requestBurst: Int
    }
}
