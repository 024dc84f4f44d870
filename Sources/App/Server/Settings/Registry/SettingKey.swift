/// Every setting, by its key in files.
///
/// Declared here once; what it is stands in ``definition``.
public enum SettingKey: String, Sendable, Hashable, CaseIterable {
    case httpHost = "http.host"
    case httpPort = "http.port"
    case publicURL = "public-url"
    case trustedProxies = "trusted-proxies"
    case dataDirectory = "data-dir"
    case webRoot = "web-root"
    case dev
    case apiKey = "api-key"
    case apiSecret = "api-secret"
    case previousAPIKey = "previous-api-key"
    case previousAPISecret = "previous-api-secret"
    case tlsMode = "tls.mode"
    case tlsCertificate = "tls.certificate"
    case tlsKey = "tls.key"
    case logLevel = "log.level"
    case logFormat = "log.format"
    case meetingCreation = "meeting-creation"
    case meetingKey = "meeting-key"
    case allowedOrigins = "allowed-origins"
    case embedOrigins = "embed-origins"
    case roomsAutoCreate = "rooms.auto-create"
    case roomsOpen = "rooms.open"
    case roomsMeshMaximum = "rooms.mesh-max"
    case roomsMaximumCount = "rooms.max-count"
    case roomsEmptyTimeout = "rooms.empty-timeout"
    case roomsDepartureTimeout = "rooms.departure-timeout"
    case signalingResumeWindow = "signaling.resume-window"
    case signalingPingInterval = "signaling.ping-interval"
    case signalingPingTimeout = "signaling.ping-timeout"
    case signalingJoinTimeout = "signaling.join-timeout"
    case signalingMaximumConnections = "signaling.max-connections"
    case signalingMaximumConnectionsPerAddress = "signaling.max-connections-per-address"
    case signalingRequestsPerSecond = "signaling.requests-per-second"
    case signalingRequestBurst = "signaling.request-burst"
    case iceServers = "ice-servers"
    case iceUsername = "ice-username"
    case iceCredential = "ice-credential"
    case threads
    case shutdownTimeout = "shutdown-timeout"
}

extension SettingKey {
    /// The variable that sets it, such as `SALEFLOW_HTTP_PORT`.
    public var variable: String { "SALEFLOW_" + words.joined(separator: "_").uppercased() }

    /// The flag that sets it, such as `--http-port`; `tls.mode` is `--tls`, because that is what people type.
    public var flag: String { self == .tlsMode ? "--tls" : "--" + words.joined(separator: "-") }

    private var words: [Substring] { rawValue.split { $0 == "." || $0 == "-" } }
}
