public import Identifiers

/// What a host or cohost does to the room or to somebody in it.
public enum ModerationAction: Sendable, Hashable {
    /// Lets a waiting person in.
    case admit(ParticipantID)
    /// Refuses a waiting person, who stays out.
    case deny(ParticipantID)
    /// Puts a person out, who stays out.
    case remove(ParticipantID)
    /// Mutes one track of a person, or all of their audio.
    case mute(ParticipantID, track: TrackID?)
    /// Gives a person another role; `host` only.
    case setRole(ParticipantID, Role)
    /// Decides whether nobody new may enter.
    case lock(Bool)
    /// Decides whether guests wait.
    case lobby(Bool)
    /// Ends the call for everyone; `host` only.
    case end
}
