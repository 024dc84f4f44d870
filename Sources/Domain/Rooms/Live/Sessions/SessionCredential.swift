public import Units

/// The token that a session lives by, and the way to a fresh one.
public struct SessionCredential: Sendable {
    /// A token that was just made.
    public struct Fresh: Sendable {
        /// The token's text.
        public var text: String
        /// What the session lives by from now on.
        public var credential: SessionCredential

        /// Creates the pair.
        public init(text: String, credential: SessionCredential) {
            self.text = text
            self.credential = credential
        }
    }

    /// When the token ends.
    public var expiresAt: UnixTime
    /// When a fresh one is due.
    public var refreshAt: UnixTime
    /// Makes a fresh one whose life is no shorter; `nil` when that cannot be done now.
    public var refresh: @Sendable (_ now: UnixTime) async -> Fresh?

    /// Creates a credential.
    public init(expiresAt: UnixTime, refreshAt: UnixTime, refresh: @escaping @Sendable (_ now: UnixTime) async -> Fresh?) {
        self.expiresAt = expiresAt
        self.refreshAt = refreshAt
        self.refresh = refresh
    }
}
