/// Where a track comes from.
public enum TrackSource: String, Sendable, Hashable, CaseIterable {
    /// A camera.
    case camera
    /// A microphone.
    case microphone
    /// The picture of a shared screen, window or tab.
    case screenShare = "screen_share"
    /// The sound of a shared screen, window or tab.
    case screenShareAudio = "screen_share_audio"

    /// What the track carries.
    public var kind: TrackKind {
        switch self {
        case .camera, .screenShare: .video
        case .microphone, .screenShareAudio: .audio
        }
    }
}

/// What a track carries.
public enum TrackKind: String, Sendable, Hashable, CaseIterable {
    /// Sound.
    case audio
    /// Moving pictures.
    case video
}
