/// Who may make a call.
enum EndpointAccess: Sendable, Hashable {
    /// Anyone, as often as they like.
    case anyone
    /// Anyone, at the rate of ``APISettings/Rates/guests``.
    case guests
    /// Anyone, at the rate of ``APISettings/Rates/meetings``.
    case meetings
    /// Bearers of a token with `roomCreate`.
    case roomCreate
    /// Bearers of a token with `roomList`.
    case roomList
    /// Bearers of a token with `roomAdmin` for the room in the path.
    case roomAdmin
    /// Either of the last two.
    case roomListOrAdmin
    /// Bearers of a token with `roomCreate`, or with `roomAdmin` for the room in the path.
    case roomCreateOrAdmin

    /// Whether a token is needed.
    var needsToken: Bool {
        switch self {
        case .anyone, .guests, .meetings: false
        case .roomCreate, .roomList, .roomAdmin, .roomListOrAdmin, .roomCreateOrAdmin: true
        }
    }
}
