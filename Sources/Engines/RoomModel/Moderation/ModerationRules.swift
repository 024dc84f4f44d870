import SignalingProtocol

/// Who may order what.
///
/// Pure table, so that it can be read and tested as one.
enum ModerationRules {
    /// Whether somebody with `role` may do `action` at all.
    static func allows(_ action: ModerationAction, to role: Role) -> Bool {
        switch action {
        case .admit, .deny, .remove, .mute, .lock, .lobby: role.canModerate
        case .setRole, .end: role == .host
        }
    }

    /// Whether somebody with `role` has power over a person with `target`: a cohost has none over a host.
    static func allows(_ role: Role, over target: Role) -> Bool {
        role == .host || target != .host
    }
}
