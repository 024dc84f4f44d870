/// Every setting there is.
///
/// `config.example.yaml`, the help and the unknown-key check all come from this table.
enum SettingRegistry {
    static let all: [Setting] = [
        Setting("dev", .flag, "false", "For trials on this machine: known keys, open rooms; refuses to listen beyond loopback."),
        Setting("http.host", .text, "127.0.0.1", "The address to listen on; 0.0.0.0 is every one."),
        Setting("http.port", .integer(0...65_535), "8080", "The port to listen on; 0 takes any free one."),
        Setting("public-url", .text, "", "How people reach this server, such as https://calls.example; links are made with it."),
        Setting("data-dir", .path, "./data", "Where the database and generated certificates are kept."),
        Setting("web-root", .path, "web", "The folder of the web client."),
        Setting("api-key", .text, "", "The id of the key that signs tokens."),
        Setting("api-secret", .secret, "", "The secret of that key, at least 32 bytes."),
        Setting("tls.mode", .choice(["off", "files", "self-signed"]), "off", "Where TLS comes from."),
        Setting("tls.certificate", .path, "", "The PEM file of the certificate chain, read again when it changes."),
        Setting("tls.key", .path, "", "The PEM file of the private key."),
        Setting(
            "log.level",
            .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
            "info",
            "The least that is logged."
        ),
        Setting("log.format", .choice(["text", "json"]), "text", "How a line of the log looks."),
        Setting(
            "meeting-creation",
            .choice(["open", "key", "off"]),
            "",
            "Who may start a meeting on the landing page; key when meeting-key is set, else off."
        ),
        Setting("meeting-key", .secret, "", "What somebody types to start a meeting on the landing page."),
        Setting("allowed-origins", .list, "", "Other sites whose pages may call the API and join, such as https://crm.example."),
        Setting("embed-origins", .list, "", "Other sites that may show /embed/… in a frame."),
        Setting("trusted-proxies", .list, "", "Addresses of reverse proxies in front of this server."),
        Setting("rooms.auto-create", .flag, "true", "Whether a join creates the room that its token names."),
        Setting("rooms.open", .flag, "", "Whether anyone may open any room by its link; for trials."),
        Setting("rooms.mesh-max", .integer(2...200), "4", "The most participants of a room whose media goes from browser to browser."),
        Setting("rooms.max-count", .integer(1...1_000_000), "10000", "The most rooms this server keeps."),
        Setting("signaling.resume-window", .duration(.seconds(1) ... .seconds(600)), "30s", "How long a lost client is waited for."),
        Setting(
            "signaling.ping-interval",
            .duration(.seconds(1) ... .seconds(60)),
            "4s",
            "How often client and server show that they are alive."
        ),
        Setting(
            "signaling.ping-timeout",
            .duration(.seconds(2) ... .seconds(180)),
            "12s",
            "After which silence either gives the other up."
        ),
        Setting(
            "signaling.join-timeout",
            .duration(.seconds(1) ... .seconds(60)),
            "10s",
            "How long a client may take to join after it connected."
        ),
        Setting("signaling.max-connections", .integer(1...1_000_000), "20000", "The most connections in all."),
        Setting(
            "signaling.max-connections-per-address",
            .integer(1...1_000_000),
            "2000",
            "The most connections from one address, trusted proxies aside."
        ),
        Setting("signaling.requests-per-second", .integer(1...1_000_000), "100", "How many requests one client may make each second."),
        Setting("signaling.request-burst", .integer(1...1_000_000), "400", "How many requests one client may make at once."),
        Setting("ice-servers", .list, "", "STUN and TURN servers for the browsers, such as stun:stun.example:3478."),
        Setting("ice-username", .text, "", "The user name for the TURN servers among them."),
        Setting("ice-credential", .secret, "", "The password for the TURN servers among them."),
        Setting("threads", .integer(0...256), "0", "How many event loops; 0 is one for each core."),
        Setting("shutdown-timeout", .duration(.seconds(1) ... .seconds(300)), "10s", "How long a graceful stop may take."),
    ]

    static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

    /// The known key most like `unknown`, if one is near.
    static func suggestion(for unknown: String, among names: [String]) -> String? {
        let nearest = names.map { (name: $0, distance: editDistance($0, unknown)) }.min { $0.distance < $1.distance }
        guard let nearest, nearest.distance <= max(2, unknown.count / 3) else { return nil }
        return nearest.name
    }

    private static func editDistance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
