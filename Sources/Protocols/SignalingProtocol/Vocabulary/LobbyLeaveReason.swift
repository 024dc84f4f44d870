/// Why a person no longer waits in the lobby.
public enum LobbyLeaveReason: String, Sendable, Hashable, CaseIterable {
    /// They were let in.
    case admitted
    /// They were refused.
    case denied
    /// They went away.
    case left
}
