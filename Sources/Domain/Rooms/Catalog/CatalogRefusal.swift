public import Identifiers
public import Units

/// Why the catalog does not do what was asked.
///
/// Nothing was changed.
public enum CatalogRefusal: Error, Sendable, Hashable {
    /// No room has this name.
    case roomNotFound(RoomName)
    /// Another room has this name.
    case roomExists(RoomName)
    /// The node holds as many rooms as it may.
    case tooManyRooms(limit: Int)
    /// The room opens at this time.
    case roomNotOpen(opensAt: UnixTime)
    /// The room closed at this time.
    case roomExpired(at: UnixTime)
    /// A member of the request is out of bounds; `problem` completes the sentence "`member` …".
    case invalidMember(String, problem: String)
    /// No invitation of this room has this code or id.
    case inviteNotFound
    /// The invitation's time is over.
    case inviteExpired
    /// The invitation was revoked.
    case inviteRevoked
    /// The invitation was used as often as it may be.
    case inviteUsedUp
    /// The room admits nobody without an invitation.
    case inviteRequired
    /// The room has as many invitations as it may.
    case tooManyInvites
    /// This person was removed from the room and stays out.
    case removed
    /// This person is not on the list of the removed.
    case removalNotFound
}

extension CatalogRefusal {
    /// The refusal's code on the wire, as `docs/api.md` and `docs/signaling.md` list it.
    public var code: String {
        switch self {
        case .roomNotFound: "room_not_found"
        case .roomExists: "room_exists"
        case .tooManyRooms: "too_many_rooms"
        case .roomNotOpen: "room_not_open"
        case .roomExpired: "room_expired"
        case .invalidMember: "invalid_request"
        case .inviteNotFound: "invite_not_found"
        case .inviteExpired: "invite_expired"
        case .inviteRevoked: "invite_revoked"
        case .inviteUsedUp: "invite_used_up"
        case .inviteRequired: "invite_required"
        case .tooManyInvites: "too_many_invites"
        case .removed: "removed"
        case .removalNotFound: "removal_not_found"
        }
    }

    /// One sentence for people.
    ///
    /// It repeats no identity and no code.
    public var message: String {
        switch self {
        case .roomNotFound(let name): "There is no room named '\(name)'."
        case .roomExists(let name): "A room named '\(name)' exists already."
        case .tooManyRooms(let limit): "The server holds \(limit) rooms, which is its limit."
        case .roomNotOpen(let opensAt): "The room opens at \(opensAt.seconds) (Unix seconds)."
        case .roomExpired(let time): "The room closed at \(time.seconds) (Unix seconds)."
        case .invalidMember(let member, let problem): "'\(member)' \(problem)."
        case .inviteNotFound: "There is no such invitation to this room."
        case .inviteExpired: "This invitation has expired."
        case .inviteRevoked: "This invitation was revoked."
        case .inviteUsedUp: "This invitation was used as often as it may be."
        case .inviteRequired: "This room admits nobody without an invitation."
        case .tooManyInvites: "The room has as many invitations as it may."
        case .removed: "This person was removed from the room."
        case .removalNotFound: "This person was not removed from the room."
        }
    }
}
