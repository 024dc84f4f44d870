/// A STUN or TURN server, with the members of W3C's `RTCIceServer`.
public struct ICEServer: Sendable, Hashable {
    /// Its addresses (RFC 7064, RFC 7065).
    public var urls: [String]
    /// The TURN user name.
    public var username: String?
    /// The TURN password.
    public var credential: String?

    /// Creates the description of a server.
    public init(urls: [String], username: String? = nil, credential: String? = nil) {
        self.urls = urls
        self.username = username
        self.credential = credential
    }
}
