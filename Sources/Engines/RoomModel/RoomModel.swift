public import Identifiers
public import SignalingProtocol
public import Units

/// The rules of one room: who is in it, what each may do and who is told.
///
/// A value without clock, sockets or randomness. Contract: one mutation, then drain ``nextOutput()`` until it is `nil`; ``nextDeadline`` is the only timer.
/// A request that is refused changes nothing and yields one `error`.
public struct RoomModel: Sendable {
    /// What was set for this room.
    public internal(set) var settings: RoomSettings
    /// How media travels at the moment.
    public private(set) var topology: Topology
    let policy: RoomPolicy
    var members = MemberTable()
    var lobby = Lobby()
    /// Who was let in since the call began: a lock or a lobby does not keep them from coming back.
    private var known: Set<Identity> = []
    private var outputs: [RoomOutput] = []
    private var drained = 0

    /// An empty room.
    public init(settings: RoomSettings, policy: RoomPolicy) {
        self.settings = settings
        self.policy = policy
        self.topology = Topology(kind: .mesh, epoch: 1, reason: "small_room")
    }

    // MARK: Entering and leaving

    /// Decides on an entry.
    ///
    /// An older presence of the same identity leaves with reason `replaced` before the new one joins.
    public mutating func enter(_ request: EntryRequest, at now: UnixTime) -> EntryResult {
        let older = members.member(of: request.identity)
        let olderWaiting = lobby.member(of: request.identity)
        let decision = EntryRules(
            settings: settings,
            policy: policy,
            occupied: members.count - (older == nil ? 0 : 1),
            waiting: lobby.count - (olderWaiting == nil ? 0 : 1),
            isKnown: older != nil || known.contains(request.identity)
        ).decide(for: request.role, at: now)
        switch decision {
        case .refused:
            return decision
        case .joined, .waiting:
            if let older { dismiss(older.id, reason: .replaced, code: .replaced) }
            if let olderWaiting { dismissWaiting(olderWaiting.request.participant, reason: .left, code: .replaced) }
        }
        if decision == .waiting {
            let waiting = WaitingMember(request: request, since: now)
            lobby.insert(waiting)
            emit(.lobbyJoined(LobbyJoined(waiting: waiting.info)), to: members.moderators)
        } else {
            join(request, at: now)
        }
        return decision
    }

    /// The participant, in the room or in the lobby, left for good.
    public mutating func leave(_ participant: ParticipantID, reason: LeaveReason) {
        if let member = members.remove(participant) {
            announceDeparture(of: member, reason: reason)
        } else if let waiting = lobby.remove(participant) {
            emit(.lobbyLeft(LobbyLeft(participant: waiting.request.participant, reason: .left)), to: members.moderators)
        }
    }

    /// The participant's socket was lost; they may come back within the resume window.
    public mutating func connectionLost(_ participant: ParticipantID, at now: MonotonicInstant) {
        setAway(participant, until: now + policy.resumeWindow, state: .reconnecting)
    }

    /// The participant resumed.
    public mutating func connectionResumed(_ participant: ParticipantID) {
        setAway(participant, until: nil, state: .active)
    }

    /// When ``timerFired(at:)`` has something to do; `nil` while it has not.
    public var nextDeadline: MonotonicInstant? {
        [members.nextDeadline, lobby.nextDeadline].compactMap(\.self).min()
    }

    /// Gives up those whose resume window is over.
    public mutating func timerFired(at now: MonotonicInstant) {
        for participant in members.overdue(at: now) + lobby.overdue(at: now) {
            leave(participant, reason: .timeout)
            outputs.append(.close(participant, .heartbeatTimeout))
        }
    }

    /// Ends the call for everyone: each session is closed with `code`, and nobody is told that the others left.
    public mutating func end(code: SignalingErrorCode) {
        let everyone = members.all + lobby.ids
        members = MemberTable()
        lobby = Lobby()
        for participant in everyone { outputs.append(.close(participant, code)) }
    }

    // MARK: Looking

    /// Whether nobody is in the room and nobody waits.
    public var isEmpty: Bool { members.isEmpty && lobby.count == 0 }
    /// How many are in the room.
    public var participantCount: Int { members.count }
    /// How many wait in the lobby.
    public var waitingCount: Int { lobby.count }
    /// Everyone in the room, hidden ones too.
    public var participants: [ParticipantInfo] { members.infos }
    /// Everyone who waits.
    public var waiting: [WaitingInfo] { lobby.infos }

    /// The participant with this id, if they are in the room.
    public func participant(_ id: ParticipantID) -> ParticipantInfo? {
        members[id]?.info
    }

    /// The id of the participant with this identity, in the room or in the lobby.
    public func participantID(of identity: Identity) -> ParticipantID? {
        members.member(of: identity)?.id ?? lobby.member(of: identity)?.request.participant
    }

    /// What somebody who enters is shown; `nil` when they are not in the room.
    public func view(for participant: ParticipantID) -> RoomView? {
        guard let viewer = members[participant] else { return nil }
        return RoomView(
            you: viewer.info,
            participants: members.others(seenBy: viewer),
            waiting: viewer.info.role.canModerate ? lobby.infos : [],
            room: roomInfo,
            topology: topology
        )
    }

    /// The room as people are told of it.
    public var roomInfo: RoomInfo {
        RoomInfo(
            id: settings.id,
            name: settings.name,
            title: settings.title,
            metadata: settings.metadata,
            isLocked: settings.isLocked,
            hasLobby: settings.hasLobby,
            maximumParticipants: settings.maximumParticipants,
            createdAt: settings.createdAt,
            expiresAt: settings.expiresAt
        )
    }

    // MARK: Outputs

    /// The next thing to do, in order; `nil` when all is done.
    public mutating func nextOutput() -> RoomOutput? {
        guard drained < outputs.count else {
            outputs.removeAll(keepingCapacity: false)
            drained = 0
            return nil
        }
        defer { drained += 1 }
        return outputs[drained]
    }

    mutating func put(_ output: RoomOutput) {
        outputs.append(output)
    }

    mutating func emit(_ message: ServerMessage, to recipients: [ParticipantID]) {
        guard !recipients.isEmpty else { return }
        outputs.append(.send(message, to: recipients))
    }

    mutating func acknowledge(_ id: RequestID, to participant: ParticipantID, track: TrackInfo? = nil) {
        emit(.ack(Ack(id: id, track: track)), to: [participant])
    }

    mutating func refuse(_ id: RequestID, of participant: ParticipantID, _ code: SignalingErrorCode, _ message: String) {
        emit(.error(ErrorReply(id: id, code: code, message: message)), to: [participant])
    }

    // MARK: Parts shared by requests, moderation and orders

    mutating func join(_ request: EntryRequest, at now: UnixTime, awayUntil: MonotonicInstant? = nil) {
        let member = Member(request, joinedAt: now, awayUntil: awayUntil)
        members.insert(member)
        if known.count < policy.knownIdentitiesMaximum { known.insert(request.identity) }
        emit(.participantJoined(ParticipantJoined(participant: member.info)), to: members.audience(of: member, without: member.id))
    }

    /// Sends somebody away: others are told, then the session is closed with `code`.
    mutating func dismiss(_ participant: ParticipantID, reason: LeaveReason, code: SignalingErrorCode) {
        guard let member = members.remove(participant) else { return }
        announceDeparture(of: member, reason: reason)
        outputs.append(.close(participant, code))
    }

    mutating func dismissWaiting(_ participant: ParticipantID, reason: LobbyLeaveReason, code: SignalingErrorCode) {
        guard lobby.remove(participant) != nil else { return }
        emit(.lobbyLeft(LobbyLeft(participant: participant, reason: reason)), to: members.moderators)
        outputs.append(.close(participant, code))
    }

    /// A removed person is no longer one of those whom a lock lets back in.
    mutating func forget(_ identity: Identity) {
        known.remove(identity)
    }

    private mutating func announceDeparture(of member: Member, reason: LeaveReason) {
        emit(
            .participantLeft(ParticipantLeft(participant: member.id, reason: reason)),
            to: members.audience(of: member, without: member.id)
        )
    }

    private mutating func setAway(_ participant: ParticipantID, until: MonotonicInstant?, state: ParticipantState) {
        if lobby.setAway(participant, until: until) { return }
        let changed = members.update(participant) { member in
            member.awayUntil = until
            guard member.info.state != state else { return false }
            member.info.state = state
            return true
        }
        if changed == true { announceUpdate(of: participant) }
    }

    mutating func announceUpdate(of participant: ParticipantID) {
        guard let member = members[participant] else { return }
        emit(.participantUpdated(ParticipantUpdated(participant: member.info)), to: members.audience(of: member))
    }
}

/// What somebody in a room sees of it.
public struct RoomView: Sendable, Hashable {
    /// Oneself.
    public var you: ParticipantInfo
    /// The others, without those who are hidden from this viewer.
    public var participants: [ParticipantInfo]
    /// The lobby; empty unless the viewer moderates.
    public var waiting: [WaitingInfo]
    /// The room.
    public var room: RoomInfo
    /// How media travels.
    public var topology: Topology
}
