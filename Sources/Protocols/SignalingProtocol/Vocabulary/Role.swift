/// What a participant may do, by rank.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Runs the call: may moderate, name other hosts and end it.
    case host
    /// May moderate.
    case cohost
    /// Takes part.
    case guest
    /// Watches and listens, and publishes nothing.
    case observer

    /// Whether this role admits, mutes, removes, and sees who waits or is hidden.
    public var canModerate: Bool {
        switch self {
        case .host, .cohost: true
        case .guest, .observer: false
        }
    }
}
