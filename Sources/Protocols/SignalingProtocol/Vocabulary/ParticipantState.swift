/// Whether a participant's signaling socket is there.
public enum ParticipantState: String, Sendable, Hashable, CaseIterable {
    /// It is.
    case active
    /// It was lost, and the participant has time to resume; media may well go on.
    case reconnecting
}
