import Identifiers
import RoomModel
import SignalingProtocol
import Units

/// One call: the room's rules and its sessions.
///
/// Delivers what the rules say, and leaves to its shard what reaches beyond the room.
///
/// Confined to its shard, which takes ``takeTasks()`` after every call.
final class LiveRoom {
    let name: RoomName
    private(set) var model: RoomModel
    private var sessions: [ParticipantID: Session] = [:]
    private let environment: CallEnvironment
    private var tasks: [Task] = []
    private var isDraining = false

    /// What only the shard can do.
    enum Task {
        case end(Session, SignalingErrorCode)
        case record(PendingRemoval, by: Identity?)
        case save(RoomSettings)
        case refreshToken(Session)
    }

    init(settings: RoomSettings, environment: CallEnvironment) {
        self.name = settings.name
        self.model = RoomModel(settings: settings, policy: environment.policy)
        self.environment = environment
    }

    var isEmpty: Bool { model.isEmpty }
    var awayCount: Int { sessions.values.count { $0.outlet == nil } }

    // MARK: Sessions

    /// Lets somebody in or not.
    ///
    /// The session exists before the rules are asked, so that what they say reaches it.
    func enter(_ entrant: Entrant, as session: Session) -> EntryResult {
        sessions[session.participant] = session
        let result = model.enter(entrant.request, at: environment.wallClock())
        switch result {
        case .joined: if let joined = joined(session) { session.send(joined) }
        case .waiting: askToWait(session)
        case .refused: sessions[session.participant] = nil
        }
        drain()
        return result
    }

    func resumed(_ session: Session, missed: [NumberedMessage]) {
        // First, because the new socket may fail while it is written to, and that must have the last word.
        model.connectionResumed(session.participant)
        session.send(.resumed(Resumed(lastID: session.lastRequest, nextSequence: missed.first?.sequence ?? session.nextSequence)))
        session.replay(missed)
        drain()
    }

    func connectionLost(_ session: Session) {
        model.connectionLost(session.participant, at: environment.now())
        drain()
    }

    func left(_ session: Session, reason: LeaveReason) {
        sessions[session.participant] = nil
        model.leave(session.participant, reason: reason)
        drain()
    }

    func handle(_ request: ClientMessage, from session: Session, makeTrackID: () -> TrackID) {
        session.actedInRoom()
        model.handle(request, from: session.participant, at: environment.wallClock(), makeTrackID: makeTrackID)
        drain()
    }

    func acknowledge(_ request: RequestID, to session: Session) {
        session.deliver(ServerMessage.ack(Ack(id: request, track: nil)).encodeBody())
    }

    func removalRecorded(_ removal: PendingRemoval, succeeded: Bool) {
        model.removalRecorded(removal, succeeded: succeeded)
        drain()
    }

    // MARK: Orders and time

    func perform(_ order: CallOrder) -> Bool {
        defer { drain() }
        switch order {
        case .remove(let identity):
            return model.remove(identity)
        case .mute(let identity, let track):
            return model.mute(identity, track: track, by: .api)
        case .setRole(let identity, let role):
            return model.setRole(identity, to: role)
        case .settingsChanged(let settings):
            model.settingsChanged(settings)
            return true
        case .end:
            model.end(code: .roomEnded)
            return true
        }
    }

    func tick(at now: MonotonicInstant, wallClock: UnixTime) {
        if let deadline = model.nextDeadline, deadline <= now {
            model.timerFired(at: now)
            drain()
        }
        for session in sessions.values where wallClock >= session.credential.refreshAt && !session.isRefreshing {
            session.isRefreshing = true
            tasks.append(.refreshToken(session))
        }
    }

    // MARK: What the rules say

    /// What is left for the shard, in order; empty afterwards.
    func takeTasks() -> [Task] {
        defer { tasks.removeAll(keepingCapacity: false) }
        return tasks
    }

    /// Delivers in the order of the model: a socket that fails while it is written to comes back here at once, and what that leads to
    /// waits its turn.
    private func drain() {
        guard !isDraining else { return }
        isDraining = true
        defer { isDraining = false }
        while let output = model.nextOutput() {
            switch output {
            case .send(let message, let recipients):
                let encoded = message.encodeBody()
                for recipient in recipients { sessions[recipient]?.deliver(encoded) }
                environment.metrics.delivered(recipients.count)
            case .admitted(let participant):
                if let session = sessions[participant], let joined = joined(session) { session.welcome(joined) }
            case .close(let participant, let code):
                if let session = sessions.removeValue(forKey: participant) { tasks.append(.end(session, code)) }
            case .recordRemoval(let removal):
                tasks.append(.record(removal, by: model.participant(removal.moderator)?.identity))
            case .saveSettings(let settings):
                tasks.append(.save(settings))
            }
        }
    }

    /// What somebody in the room is shown when they come in.
    private func joined(_ session: Session) -> ServerMessage? {
        guard let view = model.view(for: session.participant) else { return nil }
        return .joined(
            Joined(
                session: session.id,
                resumeToken: session.resumeToken.text,
                resumeWindow: environment.policy.resumeWindow,
                pingInterval: environment.pingInterval,
                pingTimeout: environment.pingTimeout,
                you: view.you,
                room: view.room,
                participants: view.participants,
                waiting: view.waiting,
                topology: view.topology,
                iceServers: environment.iceServers(session.identity),
                server: environment.serverName
            )
        )
    }

    private func askToWait(_ session: Session) {
        session.send(
            .waiting(
                WaitingNotice(
                    session: session.id,
                    resumeToken: session.resumeToken.text,
                    resumeWindow: environment.policy.resumeWindow,
                    pingInterval: environment.pingInterval,
                    pingTimeout: environment.pingTimeout,
                    room: model.roomInfo
                )
            )
        )
    }
}
