extension SettingKey {
    /// What this setting is: the one place where it is written down.
    var definition: SettingDefinition {
        switch self {
        case .httpHost:
            SettingDefinition(.text(.host), standard: "127.0.0.1", "Address to listen on; `0.0.0.0` and `::` are all of the machine's.")
        case .httpPort:
            SettingDefinition(.integer(0...65_535), standard: "8080", "Port for HTTP, WebSocket and the page; 0 takes any free one.")
        case .publicURL:
            SettingDefinition(
                .text(.origin),
                note: "what the request was sent to",
                "Where people reach the server, for the links it hands out."
            )
        case .trustedProxies:
            SettingDefinition(.list(.network), note: "none", "Proxies in front of the server, whose `X-Forwarded-For` is believed.")
        case .dataDirectory:
            SettingDefinition(.text(.path), standard: "./data", "Directory of the database and of a self-signed certificate.")
        case .webRoot: SettingDefinition(.text(.path), standard: "web", "Directory of the page's files.")
        case .dev:
            SettingDefinition(
                .flag,
                standard: "false",
                "For development: a known API key, meetings and rooms open to anyone, and only loopback is listened on."
            )
        case .apiKey: SettingDefinition(.text(.keyID), note: "none; `devkey` with `dev`", "Name of the key that signs tokens, their `iss`.")
        case .apiSecret: SettingDefinition(.text(.keySecret), isSecret: true, "Secret of the key that signs tokens.")
        case .previousAPIKey:
            SettingDefinition(.text(.keyID), "Name of a second key whose tokens are still accepted while a key is being changed.")
        case .previousAPISecret: SettingDefinition(.text(.keySecret), isSecret: true, "Secret of the second key.")
        case .tlsMode:
            SettingDefinition(
                .choice(["off", "files", "self-signed"]),
                note: "`files` when `tls.certificate` is set, else `off`",
                "Whether the server speaks TLS, and with which certificate."
            )
        case .tlsCertificate: SettingDefinition(.text(.path), "Certificate chain in PEM; read again when it changes.")
        case .tlsKey: SettingDefinition(.text(.path), "Private key in PEM, without a passphrase; read again when it changes.")
        case .logLevel:
            SettingDefinition(
                .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
                standard: "info",
                "Least level that is logged; names, addresses and identities appear at `debug` and `trace` only."
            )
        case .logFormat: SettingDefinition(.choice(["text", "json"]), standard: "text", "Form of the log's lines.")
        case .meetingKey:
            SettingDefinition(.text(.meetingKey), isSecret: true, "Word that whoever starts a meeting from the landing page must know.")
        case .allowedOrigins:
            SettingDefinition(.list(.origin), note: "none", "Web origins beside the server's own that may use the API and the WebSocket.")
        case .embedOrigins: SettingDefinition(.list(.origin), note: "none", "Web origins that may show a room in a frame.")
        case .meetingCreation:
            SettingDefinition(
                .choice(["open", "key", "off"]),
                note: "`key` when `meeting-key` is set, `open` with `dev`, else `off`",
                "Who may start a meeting from the landing page."
            )
        case .roomsAutoCreate: SettingDefinition(.flag, standard: "true", "Whether a token may join a room that does not exist yet.")
        case .roomsOpen:
            SettingDefinition(
                .flag,
                note: "`true` with `dev`, else `false`",
                "Whether anyone may open any room by its link and be its host; for trials."
            )
        case .roomsMeshMaximum:
            SettingDefinition(.integer(2...200), standard: "4", "Most people in a room whose media travels from browser to browser.")
        case .roomsMaximumCount: SettingDefinition(.integer(1...1_000_000), standard: "10000", "Most rooms that exist at once.")
        case .roomsEmptyTimeout:
            SettingDefinition(
                .duration(.zero ... .seconds(604_800)),
                standard: "5m",
                "How long a new room waits for somebody to enter; 0: for ever."
            )
        case .roomsDepartureTimeout:
            SettingDefinition(
                .duration(.zero ... .seconds(604_800)),
                standard: "20s",
                "How long a room lives after the last one left; 0: for ever."
            )
        case .signalingResumeWindow:
            SettingDefinition(.duration(.zero ... .seconds(600)), standard: "30s", "How long a lost session can be resumed.")
        case .signalingPingInterval:
            SettingDefinition(.duration(.milliseconds(100) ... .seconds(60)), standard: "4s", "How often both sides ping.")
        case .signalingPingTimeout:
            SettingDefinition(
                .duration(.milliseconds(300) ... .seconds(300)),
                standard: "12s",
                "Silence after which a peer counts as dead."
            )
        case .signalingJoinTimeout:
            SettingDefinition(.duration(.milliseconds(100) ... .seconds(60)), standard: "10s", "How long a new socket may take to join.")
        case .signalingMaximumConnections: SettingDefinition(.integer(1...1_000_000), standard: "20000", "Most connections at once.")
        case .signalingMaximumConnectionsPerAddress:
            SettingDefinition(
                .integer(1...1_000_000),
                standard: "2000",
                "Most connections at once from one address, trusted proxies aside."
            )
        case .signalingRequestsPerSecond:
            SettingDefinition(.integer(1...1_000_000), standard: "100", "How many requests one client may make each second.")
        case .signalingRequestBurst:
            SettingDefinition(.integer(1...1_000_000), standard: "400", "How many requests one client may make at once.")
        case .iceServers: SettingDefinition(.list(.iceServer), note: "none", "STUN and TURN servers that clients are told to use.")
        case .iceUsername: SettingDefinition(.text(.word), "User name for the TURN servers.")
        case .iceCredential: SettingDefinition(.text(.word), isSecret: true, "Password for the TURN servers.")
        case .threads:
            SettingDefinition(.integer(0...256), standard: "0", "Threads for the network; 0 takes as many as there are processors.")
        case .shutdownTimeout:
            SettingDefinition(
                .duration(.zero ... .seconds(600)),
                standard: "10s",
                "How long a stop waits for calls to be told and requests to end."
            )
        }
    }
}
