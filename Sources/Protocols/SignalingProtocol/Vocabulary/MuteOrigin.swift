public import Identifiers

/// Who else than its owner muted a track.
public enum MuteOrigin: Sendable, Hashable {
    /// A host or cohost.
    case participant(ParticipantID)
    /// The HTTP API.
    case api
}
