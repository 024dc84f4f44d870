public import Addressing

/// What an operator decides about the HTTP API.
public struct APISettings: Sendable, Hashable {
    /// The server's version, as the page shows it.
    public var version: String
    /// Where the server is reached from outside (`public-url`), such as `https://calls.example`, without a path; `nil`: wherever a request
    /// says that it came to.
    public var publicURL: String?
    /// Whether this server speaks TLS itself.
    public var isTLS: Bool
    /// Web origins beside the server's own that may call the API (`allowed-origins`).
    public var allowedOrigins: [String]
    /// Web origins that may show a room in a frame (`embed-origins`).
    public var embedOrigins: [String]
    /// Whether anyone may open any room by its link, and whoever comes first is its host (`rooms.open`; for trials).
    public var opensRooms: Bool
    /// Who may start a meeting from the landing page (`meeting-creation`, `meeting-key`).
    public var meetingCreation: MeetingCreation
    /// The folder with the page's files (`web-root`).
    public var webRoot: String
    /// The proxies whose `X-Forwarded-For` is believed (`trusted-proxies`).
    public var trustedProxies: [IPNetwork]
    /// How often one address may call without a token.
    public var rates: Rates

    /// How often one address may make the calls that need no token.
    public struct Rates: Sendable, Hashable {
        /// `POST /v1/rooms/{room}/guests`.
        public var guests: Rate
        /// `POST /v1/meetings`.
        public var meetings: Rate

        /// Creates rates; by default an office of 30 may enter at once behind one address.
        public init(
            guests: Rate = Rate(burst: 30, interval: .seconds(2)),
            meetings: Rate = Rate(burst: 10, interval: .seconds(10))
        ) {
            self.guests = guests
            self.meetings = meetings
        }
    }

    /// Creates settings.
    public init(
        version: String,
        publicURL: String? = nil,
        isTLS: Bool = false,
        allowedOrigins: [String] = [],
        embedOrigins: [String] = [],
        opensRooms: Bool = false,
        meetingCreation: MeetingCreation = .off,
        webRoot: String,
        trustedProxies: [IPNetwork] = [],
        rates: Rates = Rates()
    ) {
        self.version = version
        self.publicURL = publicURL
        self.isTLS = isTLS
        self.allowedOrigins = allowedOrigins
        self.embedOrigins = embedOrigins
        self.opensRooms = opensRooms
        self.meetingCreation = meetingCreation
        self.webRoot = webRoot
        self.trustedProxies = trustedProxies
        self.rates = rates
    }
}

/// Who may start a meeting from the landing page.
public enum MeetingCreation: Sendable, Hashable {
    /// Anyone.
    case open
    /// Whoever knows the key.
    case key(String)
    /// Nobody.
    case off

    /// The setting's word, without the key.
    var word: String {
        switch self {
        case .open: "open"
        case .key: "key"
        case .off: "off"
        }
    }
}
