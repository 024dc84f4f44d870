import Identifiers
import SignalingProtocol
import Units

/// One person in the room, with what others see and what only the room knows.
struct Member: Sendable, Hashable {
    /// What others see.
    var info: ParticipantInfo
    /// The upper bound of `info.canPublish`, from the token; an observer gets nothing of it, and gets it back when the role changes.
    let grantedSources: [TrackSource]
    /// Whether they may change their own description.
    let canUpdateOwnMetadata: Bool
    /// When the room stops waiting for a lost socket; `nil` while the socket is there.
    var awayUntil: MonotonicInstant?

    var id: ParticipantID { info.id }

    init(_ request: EntryRequest, joinedAt: UnixTime, awayUntil: MonotonicInstant?) {
        self.awayUntil = awayUntil
        self.grantedSources = request.grantedSources
        self.canUpdateOwnMetadata = request.canUpdateOwnMetadata
        self.info = ParticipantInfo(
            id: request.participant,
            identity: request.identity,
            name: request.name,
            role: request.role,
            state: awayUntil == nil ? .active : .reconnecting,
            metadata: request.metadata,
            attributes: request.attributes,
            joinedAt: joinedAt,
            canPublish: request.role == .observer ? [] : request.grantedSources,
            canPublishData: request.canPublishData,
            isHidden: request.isHidden,
            tracks: []
        )
    }

    /// Whether `viewer` is told of this member: hidden ones are seen by moderators only.
    func isVisible(to viewer: Member) -> Bool {
        !info.isHidden || viewer.info.role.canModerate
    }
}

/// Somebody in the lobby: the request is kept whole, because it becomes a ``Member`` when a host admits them.
struct WaitingMember: Sendable, Hashable {
    let request: EntryRequest
    let since: UnixTime
    var awayUntil: MonotonicInstant?

    var info: WaitingInfo {
        WaitingInfo(id: request.participant, identity: request.identity, name: request.name, since: since)
    }
}
