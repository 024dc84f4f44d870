public import Identifiers
public import SignalingProtocol
import Units

extension RoomModel {
    mutating func handle(_ request: Moderate, from sender: Member, at now: UnixTime) {
        guard ModerationRules.allows(request.action, to: sender.info.role) else {
            return refuse(request.id, of: sender.id, .forbidden, "Only a host may do that.")
        }
        switch request.action {
        case .admit(let id): admit(id, request: request.id, from: sender, at: now)
        case .deny(let id): deny(id, request: request.id, from: sender)
        case .remove(let id): remove(id, request: request.id, from: sender)
        case .mute(let id, let track): mute(id, track: track, request: request.id, from: sender)
        case .setRole(let id, let role): setRole(role, of: id, request: request.id, from: sender)
        case .lock(let isLocked): change(request.id, from: sender) { $0.isLocked = isLocked }
        case .lobby(let hasLobby): change(request.id, from: sender) { $0.hasLobby = hasLobby }
        case .end:
            acknowledge(request.id, to: sender.id)
            end(code: .roomEnded)
        }
    }

    /// The shell has recorded the removal, or could not.
    ///
    /// Only now is the moderator answered and the person sent away.
    public mutating func removalRecorded(_ removal: PendingRemoval, succeeded: Bool) {
        guard succeeded else {
            return refuse(removal.request, of: removal.moderator, .internal, "The removal could not be recorded; try again.")
        }
        acknowledge(removal.request, to: removal.moderator)
        remove(removal.identity, code: removal.code)
    }

    // MARK: Orders of the API, already authorised

    /// Sends a person away whose removal is recorded.
    ///
    /// `false` when they are not here.
    @discardableResult
    public mutating func remove(_ identity: Identity, code: SignalingErrorCode = .removed) -> Bool {
        forget(identity)
        if let member = members.member(of: identity) {
            dismiss(member.id, reason: .removed, code: code)
            return true
        }
        if let waiting = lobby.member(of: identity) {
            dismissWaiting(waiting.request.participant, reason: .denied, code: code)
            return true
        }
        return false
    }

    /// Mutes one track of a person, or all their audio.
    ///
    /// `false` when there is no such person or track.
    public mutating func mute(_ identity: Identity, track: TrackID?, by moderator: MuteOrigin) -> Bool {
        guard let member = members.member(of: identity) else { return false }
        return mute(member, track: track, by: moderator)
    }

    /// Changes a person's role.
    ///
    /// `false` when they are not in the room.
    public mutating func setRole(_ identity: Identity, to role: Role) -> Bool {
        guard let member = members.member(of: identity) else { return false }
        setRole(member, to: role)
        return true
    }

    /// The settings changed by way of the API.
    public mutating func settingsChanged(_ settings: RoomSettings) {
        guard settings != self.settings else { return }
        self.settings = settings
        emit(.roomUpdated(RoomUpdated(room: roomInfo)), to: members.all)
    }

    // MARK: Requests of moderators

    private mutating func admit(_ id: ParticipantID, request: RequestID, from sender: Member, at now: UnixTime) {
        guard let waiting = lobby[id] else {
            return refuse(request, of: sender.id, .notFound, "Nobody with that id waits.")
        }
        let rules = EntryRules(settings: settings, policy: policy, occupied: members.count, waiting: 0, isKnown: true)
        if case .refused(let code) = rules.decide(for: waiting.request.role, at: now) {
            return refuse(request, of: sender.id, code, "The room cannot take another person now.")
        }
        _ = lobby.remove(id)
        join(waiting.request, at: now, awayUntil: waiting.awayUntil)
        put(.admitted(id))
        emit(.lobbyLeft(LobbyLeft(participant: id, reason: .admitted)), to: members.moderators)
        acknowledge(request, to: sender.id)
    }

    private mutating func deny(_ id: ParticipantID, request: RequestID, from sender: Member) {
        guard let waiting = lobby[id] else {
            return refuse(request, of: sender.id, .notFound, "Nobody with that id waits.")
        }
        let identity = waiting.request.identity
        put(.recordRemoval(PendingRemoval(identity: identity, moderator: sender.id, request: request, code: .denied)))
    }

    private mutating func remove(_ id: ParticipantID, request: RequestID, from sender: Member) {
        guard let target = target(id, request: request, from: sender) else { return }
        let identity = target.info.identity
        put(.recordRemoval(PendingRemoval(identity: identity, moderator: sender.id, request: request, code: .removed)))
    }

    private mutating func mute(_ id: ParticipantID, track: TrackID?, request: RequestID, from sender: Member) {
        guard let target = target(id, request: request, from: sender) else { return }
        guard mute(target, track: track, by: .participant(sender.id)) else {
            return refuse(request, of: sender.id, .notFound, "That person has no such track.")
        }
        acknowledge(request, to: sender.id)
    }

    private mutating func setRole(_ role: Role, of id: ParticipantID, request: RequestID, from sender: Member) {
        guard let target = target(id, request: request, from: sender) else { return }
        setRole(target, to: role)
        acknowledge(request, to: sender.id)
    }

    private mutating func change(_ request: RequestID, from sender: Member, _ change: (inout RoomSettings) -> Void) {
        var changed = settings
        change(&changed)
        if changed != settings {
            settingsChanged(changed)
            put(.saveSettings(changed))
        }
        acknowledge(request, to: sender.id)
    }

    /// The person a moderator means; refuses the request when they are not here or not theirs to order about.
    private mutating func target(_ id: ParticipantID, request: RequestID, from sender: Member) -> Member? {
        guard let target = members[id] else {
            refuse(request, of: sender.id, .notFound, "There is no such participant.")
            return nil
        }
        guard ModerationRules.allows(sender.info.role, over: target.info.role) else {
            refuse(request, of: sender.id, .forbidden, "Only a host may do that to a host.")
            return nil
        }
        return target
    }

    private mutating func mute(_ target: Member, track: TrackID?, by moderator: MuteOrigin) -> Bool {
        if let track { return setMuted(track, of: target.id, to: true, by: moderator) }
        for audio in target.info.tracks where audio.source.kind == .audio {
            _ = setMuted(audio.id, of: target.id, to: true, by: moderator)
        }
        return true
    }

    private mutating func setRole(_ target: Member, to role: Role) {
        guard target.info.role != role else { return }
        let wasModerator = target.info.role.canModerate
        _ = members.update(target.id) { member in
            member.info.role = role
            member.info.canPublish = role == .observer ? [] : member.grantedSources
        }
        if role == .observer { unpublishTracks(of: target.id) { _ in true } }
        announceUpdate(of: target.id)
        guard let changed = members[target.id], role.canModerate != wasModerator else { return }
        if role.canModerate { showHiddenThings(to: changed) } else { hideHiddenThings(from: changed) }
    }

    /// Somebody who no longer moderates loses sight of hidden participants; the lobby is theirs to forget.
    private mutating func hideHiddenThings(from member: Member) {
        for hidden in members.hidden where hidden.id != member.id {
            emit(.participantLeft(ParticipantLeft(participant: hidden.id, reason: .left)), to: [member.id])
        }
    }

    /// Somebody who becomes a moderator learns who waits and who is hidden.
    private mutating func showHiddenThings(to moderator: Member) {
        for waiting in lobby.infos {
            emit(.lobbyJoined(LobbyJoined(waiting: waiting)), to: [moderator.id])
        }
        for member in members.hidden where member.id != moderator.id {
            emit(.participantJoined(ParticipantJoined(participant: member.info)), to: [moderator.id])
        }
    }
}
