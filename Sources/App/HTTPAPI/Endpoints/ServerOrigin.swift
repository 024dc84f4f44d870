/// Where this server is, as a caller sees it: a scheme, and a host with a port.
struct ServerOrigin: Sendable, Hashable {
    /// Whether the caller reaches it by TLS.
    let isSecure: Bool
    /// `host` or `host:port`.
    let authority: String

    /// The web origin, such as `https://calls.example`.
    var web: String { (isSecure ? "https://" : "http://") + authority }
    /// The origin of the WebSocket, such as `wss://calls.example`.
    var webSocket: String { (isSecure ? "wss://" : "ws://") + authority }
    /// Where signaling is.
    var signalURL: String { webSocket + "/v1/signal" }

    /// Takes the public URL if there is one, and else what the request says that it came to.
    ///
    /// - Parameters:
    ///   - publicURL: The setting `public-url`.
    ///   - requestAuthority: The request's `Host`.
    ///   - isTLS: Whether this server speaks TLS itself.
    init(publicURL: String?, requestAuthority: String?, isTLS: Bool) {
        if let publicURL, let origin = ServerOrigin(url: publicURL) {
            self = origin
            return
        }
        self.isSecure = isTLS
        // The name goes into links and into a header field: nothing but the characters of a host and port.
        self.authority = requestAuthority.flatMap { Self.isPlain($0) ? $0 : nil } ?? "localhost"
    }

    /// Reads `http://host` or `https://host:port`; a path is dropped.
    ///
    /// `nil` for anything else.
    init?(url: String) {
        guard let schemeEnd = url.firstRange(of: "://") else { return nil }
        switch url[..<schemeEnd.lowerBound].lowercased() {
        case "https": isSecure = true
        case "http": isSecure = false
        default: return nil
        }
        authority = String(url[schemeEnd.upperBound...].prefix { $0 != "/" })
        guard Self.isPlain(authority) else { return nil }
    }

    private static func isPlain(_ authority: String) -> Bool {
        !authority.isEmpty && authority.utf8.count <= 255
            && authority.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default: false
                }
            }
    }
}
