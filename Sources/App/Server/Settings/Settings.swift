import Access
import SignalingProtocol

/// What the server runs with: every value checked and of its type.
public struct Settings: Sendable {
    /// Who may start a meeting on the landing page.
    enum MeetingCreation: Sendable, Hashable {
        case open
        case key(String)
        case off
    }

    /// Where TLS comes from.
    enum TLS: Sendable, Hashable {
        case off
        case files(certificate: String, key: String)
        case selfSigned
    }

    /// How a line of the log looks.
    enum LogFormat: String, Sendable, Hashable {
        case text
        case json
    }

    /// Whether this is a trial on one machine.
    public let isDevelopment: Bool
    let httpHost: String
    let httpPort: Int
    let publicURL: String?
    let dataDirectory: String
    let webRoot: String
    let apiKey: APIKey
    let tls: TLS
    let logLevel: String
    let logFormat: LogFormat
    let meetingCreation: MeetingCreation
    let allowedOrigins: [String]
    let embedOrigins: [String]
    let trustedProxies: [String]
    let rooms: Rooms
    let signaling: Signaling
    let iceServers: [ICEServer]
    /// 0: one event loop for each core.
    let threads: Int
    let shutdownTimeout: Duration

    /// Settings of rooms.
    struct Rooms: Sendable, Hashable {
        let createsOnJoin: Bool
        let isOpen: Bool
        let meshMaximum: Int
        let maximumCount: Int
    }

    /// Settings of signaling.
    struct Signaling: Sendable, Hashable {
        let resumeWindow: Duration
        let pingInterval: Duration
        let pingTimeout: Duration
        let joinTimeout: Duration
        let maximumConnections: Int
        let maximumConnectionsPerAddress: Int
        let requestsPerSecond: Int
        let requestBurst: Int
    }

    /// The key of `--dev`: known to everyone, which is why such a server listens on loopback only.
    static let developmentKey = "devkey"
    static let developmentSecret = "devsecret-devsecret-devsecret-0000"

    /// Reads what is in effect.
    ///
    /// - Throws: ``SettingsError`` when settings do not fit together.
    public init(_ effective: EffectiveSettings) throws(SettingsError) {
        let values = SettingValues(effective)
        isDevelopment = values.flag("dev")
        httpHost = values.text("http.host") ?? "127.0.0.1"
        httpPort = values.integer("http.port")
        publicURL = try values.url("public-url")
        dataDirectory = values.text("data-dir") ?? "./data"
        webRoot = values.text("web-root") ?? "web"
        logLevel = values.text("log.level") ?? "info"
        logFormat = LogFormat(rawValue: values.text("log.format") ?? "") ?? .text
        allowedOrigins = try values.origins("allowed-origins")
        embedOrigins = try values.origins("embed-origins")
        trustedProxies = values.list("trusted-proxies")
        threads = values.integer("threads")
        shutdownTimeout = values.duration("shutdown-timeout")
        rooms = Rooms(
            createsOnJoin: values.flag("rooms.auto-create"),
            isOpen: values.text("rooms.open") == nil ? isDevelopment : values.flag("rooms.open"),
            meshMaximum: values.integer("rooms.mesh-max"),
            maximumCount: values.integer("rooms.max-count")
        )
        signaling = Signaling(
            resumeWindow: values.duration("signaling.resume-window"),
            pingInterval: values.duration("signaling.ping-interval"),
            pingTimeout: values.duration("signaling.ping-timeout"),
            joinTimeout: values.duration("signaling.join-timeout"),
            maximumConnections: values.integer("signaling.max-connections"),
            maximumConnectionsPerAddress: values.integer("signaling.max-connections-per-address"),
            requestsPerSecond: values.integer("signaling.requests-per-second"),
            requestBurst: values.integer("signaling.request-burst")
        )
        iceServers = values.iceServers
        apiKey = try values.apiKey(isDevelopment: isDevelopment)
        tls = try values.tls
        meetingCreation = try values.meetingCreation(isDevelopment: isDevelopment)
        try check()
    }

    private func check() throws(SettingsError) {
        if isDevelopment, !Self.isLoopback(httpHost) {
            throw SettingsError(
                "'dev' cannot be used with 'http.host' \(httpHost): its key is known to everyone, so allowed is loopback only "
                    + "(127.0.0.1, ::1 or localhost). Set 'api-key' and 'api-secret' instead of 'dev' to serve others."
            )
        }
        if signaling.pingTimeout < signaling.pingInterval * 2 {
            throw SettingsError(
                "'signaling.ping-timeout' must be at least twice 'signaling.ping-interval', or healthy clients are given up."
            )
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }
}
