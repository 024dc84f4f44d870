import Foundation

/// A web origin: scheme, host and port (RFC 6454 §4), in the form in which browsers write it.
struct Origin: Sendable, Hashable {
    /// Such as `https://calls.example:8443`: lower case, without a port that the scheme implies and without a slash at the end.
    let text: String

    /// Reads an `http` or `https` origin; one slash after it is allowed, a path, a query or a user is not.
    init?(_ text: String) {
        guard text.utf8.count <= 512, let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else { return nil }
        guard scheme == "http" || scheme == "https", let host = parts.host?.lowercased(), !host.isEmpty else { return nil }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else { return nil }
        guard parts.path.isEmpty || parts.path == "/" else { return nil }
        guard host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !host.contains("*") else { return nil }
        let port = parts.port.flatMap { $0 == (scheme == "https" ? 443 : 80) ? nil : $0 }
        guard port.map((1...65_535).contains) ?? true else { return nil }
        self.text = "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
    }
}
