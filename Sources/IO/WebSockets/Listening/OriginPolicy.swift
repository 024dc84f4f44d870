/// Which pages may open a WebSocket (cross-site WebSocket hijacking, RFC 6455 §10.2).
public struct OriginPolicy: Sendable, Hashable {
    private let allowed: Set<String>

    /// `allowed` are origins besides the server's own, such as `https://crm.example`.
    public init(allowed: [String]) {
        self.allowed = Set(allowed.map { $0.lowercased() })
    }

    /// Whether a page of this `Origin` may connect to this `Host`.
    ///
    /// A client that sends no `Origin` is no browser, and a page cannot make a browser leave it out.
    public func allows(origin: String?, host: String?) -> Bool {
        guard let origin = origin?.lowercased() else { return true }
        if allowed.contains(origin) { return true }
        guard let host = host?.lowercased(), !host.isEmpty else { return false }
        // The scheme is not compared: a proxy may end TLS, and then we see `http` where the page has `https`.
        return origin == "https://\(host)" || origin == "http://\(host)"
    }
}
