/// What somebody is in a room, as a token says it.
public enum AccessRole: String, Codable, Sendable, Hashable, CaseIterable {
    /// Runs the room and may end it.
    case host
    /// Moderates with the host.
    case cohost
    /// Takes part.
    case guest
    /// Sees and hears, and publishes nothing.
    case observer
}

/// What a track shows or carries, as a token says it.
public enum AccessSource: String, Codable, Sendable, Hashable, CaseIterable {
    /// A camera.
    case camera
    /// A microphone.
    case microphone
    /// A shared screen or window.
    case screenShare = "screen_share"
    /// The sound of what is shared.
    case screenShareAudio = "screen_share_audio"
}
