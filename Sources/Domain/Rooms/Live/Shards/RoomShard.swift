public import Identifiers
import RoomModel
public import SignalingProtocol
import Units

/// The rooms of one event loop. An actor that runs on that loop, so that sockets of the same loop reach their room by a plain call (``submit(_:)``).
public actor RoomShard {
    private let environment: CallEnvironment
    private let executor: any ShardExecutor
    private var rooms: [RoomName: LiveRoom] = [:]
    private var sessions: [SessionID: Session] = [:]
    /// Why sessions ended that a client may still try to resume.
    private var endings = RecentEndings()
    /// Settings on their way to the records.
    private var saves = PendingSaves()
    private var generator: any RandomNumberGenerator & Sendable

    /// When a token that could not be refreshed is tried again.
    static let refreshRetry = Duration.seconds(10)

    /// The loop that this shard lives on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.unownedExecutor }

    /// Creates an empty shard on `executor`.
    public init(
        executor: any ShardExecutor,
        environment: CallEnvironment,
        generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.executor = executor
        self.environment = environment
        self.generator = generator
    }

    /// Runs `body` on the shard: at once when the caller is on its loop already, else after what was submitted before.
    public nonisolated func submit(_ body: @escaping @Sendable (isolated RoomShard) -> Void) {
        if executor.isCurrent {
            assumeIsolated { body($0) }
        } else {
            executor.enqueue { self.assumeIsolated { body($0) } }
        }
    }

    // MARK: Sockets

    /// Somebody with an accepted token comes in over `outlet`.
    ///
    /// `opening` is called before anything is sent or changed, so that the socket knows its session before the client can answer; it
    /// returns `false` when the socket is gone already.
    public func enter(
        _ entrant: Entrant,
        over outlet: any SignalingOutlet,
        opening: @Sendable (SessionID) -> Bool
    ) -> EntryOutcome {
        let session = Session(
            id: .random(using: &generator),
            participant: entrant.request.participant,
            room: entrant.room.name,
            identity: entrant.request.identity,
            resumeToken: .random(using: &generator),
            outlet: outlet,
            credential: entrant.credential,
            limits: environment.requestLimits,
            now: environment.now()
        )
        guard opening(session.id) else { return .abandoned }
        guard environment.records.allows(session.identity, in: session.room) else { return refused(.removed) }
        guard let room = room(for: entrant.room) else { return refused(.roomEnded) }
        rooms[entrant.room.name] = room
        sessions[session.id] = session
        let result = room.enter(entrant, as: session)
        defer { settle(room) }
        switch result {
        case .joined:
            environment.metrics.entered(false)
        case .waiting:
            environment.metrics.entered(true)
        case .refused(let code):
            sessions[session.id] = nil
            return refused(code)
        }
        return .opened(session.id)
    }

    /// Goes on with a session over a new socket; `nil` when this shard has never heard of it.
    ///
    /// `opening` is as in ``enter(_:over:opening:)``.
    public func resume(
        _ request: Resume,
        over outlet: any SignalingOutlet,
        opening: @Sendable (SessionID) -> Bool
    ) -> ResumeOutcome? {
        guard let session = sessions[request.session] else {
            return endings.reason(of: request.session).map { .failed($0) }
        }
        guard session.resumeToken.matches(request.resumeToken), let room = rooms[session.room],
            let missed = session.missed(after: request.lastSequence)
        else { return .failed(.resumeFailed) }
        guard opening(session.id) else { return .abandoned }
        let older = session.outlet
        session.attach(outlet, confirming: request.lastSequence)
        older?.end(with: .replaced)
        room.resumed(session, missed: missed)
        settle(room)
        return .resumed
    }

    /// A message of an open session.
    ///
    /// One of a socket that is no longer the session's is dropped.
    public func received(_ message: ClientMessage, in id: SessionID, over outlet: any SignalingOutlet) {
        guard let session = sessions[id], session.isCurrent(outlet), let room = rooms[session.room] else { return }
        environment.metrics.requestHandled()
        let request = message.requestID
        guard admit(session.take(request, at: environment.now()), request, in: session) else { return }
        switch message {
        case .join, .resume:
            refuse(nil, in: session, .alreadyJoined, "This session is open already.")
        case .ping(let ping):
            session.confirm(ping.lastSequence)
            session.send(.pong(Pong(sentAt: ping.sentAt, receivedAt: environment.wallClock())))
        case .leave(let leave):
            room.acknowledge(leave.id, to: session)
            session.outlet?.close(.normal, reason: "left")
            leaveForGood(session, room, reason: .left)
        case .publish, .unpublish, .mute, .update, .description, .candidate, .data, .moderate:
            room.handle(message, from: session) { .random(using: &generator) }
            settle(room)
        }
    }

    /// A message that could not be read: answered like any other refused request, and nothing else changes.
    public func receivedUnreadable(_ error: SignalingDecodingError, in id: SessionID, over outlet: any SignalingOutlet) {
        guard let session = sessions[id], session.isCurrent(outlet) else { return }
        guard admit(session.take(error.requestID, at: environment.now()), error.requestID, in: session) else { return }
        refuse(error.requestID, in: session, error.code, error.message)
    }

    /// The session's socket is gone.
    ///
    /// `isGoodbye`: the client said that it leaves for good.
    public func closed(_ id: SessionID, over outlet: any SignalingOutlet, isGoodbye: Bool) {
        guard let session = sessions[id], session.isCurrent(outlet), let room = rooms[session.room] else { return }
        session.detach()
        guard isGoodbye else {
            room.connectionLost(session)
            return settle(room)
        }
        leaveForGood(session, room, reason: .left)
    }

    // MARK: Time

    /// To be called about twice a second.
    public func tick() {
        let now = environment.now()
        let wallClock = environment.wallClock()
        for room in rooms.values {
            room.tick(at: now, wallClock: wallClock)
            settle(room)
        }
        endings.forget(before: now)
    }

    // MARK: The rest of the server

    func occupants(of name: RoomName) -> RoomOccupants? {
        rooms[name].map { RoomOccupants(participants: $0.model.participants, waiting: $0.model.waiting) }
    }

    func occupancy() -> [RoomName: RoomOccupancy] {
        rooms.mapValues { RoomOccupancy(participants: $0.model.participantCount, waiting: $0.model.waitingCount) }
    }

    func perform(_ order: CallOrder, in name: RoomName) -> Bool {
        guard let room = rooms[name] else { return false }
        defer { settle(room) }
        return room.perform(order)
    }

    func removalRecorded(_ removal: PendingRemoval, in name: RoomName, succeeded: Bool) {
        guard let room = rooms[name] else { return }
        room.removalRecorded(removal, succeeded: succeeded)
        settle(room)
    }

    /// What the gauges show of this shard.
    func occupation() -> CallMetrics.Occupation {
        rooms.values.reduce(into: CallMetrics.Occupation(rooms: rooms.count)) { sum, room in
            sum.participants += room.model.participantCount
            sum.waiting += room.model.waitingCount
            sum.away += room.awayCount
        }
    }

    /// How many sessions are kept, going on or remembered as ended.
    var retainedCount: Int { sessions.count + endings.count }

    // MARK: What rooms leave to their shard

    /// Carries out what a room left, and forgets the room when nobody is in it.
    private func settle(_ room: LiveRoom) {
        for task in room.takeTasks() {
            switch task {
            case .end(let session, let code): end(session, with: code)
            case .record(let removal, let moderator): record(removal, in: room, by: moderator)
            case .save(let settings):
                if saves.begin(settings) { save(settings) }
            case .refreshToken(let session): refreshToken(of: session)
            }
        }
        if room.isEmpty, rooms[room.name] === room { rooms[room.name] = nil }
    }

    private func record(_ removal: PendingRemoval, in room: LiveRoom, by moderator: Identity?) {
        let (records, name) = (environment.records, room.name)
        let isQueued = environment.work.submit { [weak self] in
            let succeeded = await records.recordRemoval(of: removal.identity, from: name, by: moderator)
            await self?.removalRecorded(removal, in: name, succeeded: succeeded)
        }
        if !isQueued { room.removalRecorded(removal, succeeded: false) }
    }

    private func save(_ settings: RoomSettings) {
        let records = environment.records
        let isQueued = environment.work.submit { [weak self] in
            await records.save(settings)
            await self?.saved(settings.name)
        }
        if !isQueued { _ = saves.finished(settings.name) }
    }

    private func saved(_ name: RoomName) {
        if let next = saves.finished(name) { save(next) }
    }

    private func end(_ session: Session, with code: SignalingErrorCode) {
        sessions[session.id] = nil
        // Who may come back is asked to join; the others are told why they may not.
        if !code.allowsReconnecting {
            endings.remember(session.id, code, until: environment.now() + environment.policy.resumeWindow)
        }
        session.outlet?.end(with: code)
        session.detach()
    }

    private func refreshToken(of session: Session) {
        let (credential, id, now) = (session.credential, session.id, environment.wallClock())
        session.isRefreshing = environment.work.submit { [weak self] in
            let fresh = await credential.refresh(now)
            await self?.tokenRefreshed(fresh, of: id)
        }
    }

    private func tokenRefreshed(_ fresh: SessionCredential.Fresh?, of id: SessionID) {
        guard let session = sessions[id] else { return }
        session.isRefreshing = false
        guard let fresh else {
            session.credential.refreshAt = environment.wallClock() + Self.refreshRetry
            return
        }
        session.credential = fresh.credential
        session.deliver(
            ServerMessage.token(TokenIssued(token: fresh.text, expiresAt: fresh.credential.expiresAt)).encodeBody()
        )
    }

    // MARK: Private

    private func admit(_ intake: Session.Intake, _ request: RequestID?, in session: Session) -> Bool {
        switch intake {
        case .accepted:
            return true
        case .repetition:
            return false
        case .tooFast:
            refuse(request, in: session, .rateLimited, "Too many requests; slow down.")
            return false
        case .farTooFast:
            refuse(request, in: session, .rateLimited, "Far too many requests.")
            session.outlet?.end(with: .rateLimited)
            return false
        }
    }

    private func refuse(_ request: RequestID?, in session: Session, _ code: SignalingErrorCode, _ message: String) {
        session.deliver(ServerMessage.error(ErrorReply(id: request, code: code, message: message)).encodeBody())
    }

    private func refused(_ code: SignalingErrorCode) -> EntryOutcome {
        environment.metrics.turnedAway()
        return .refused(code)
    }

    /// The call that somebody enters; `nil` when theirs is over.
    ///
    /// A room that was deleted and made anew under the same name is another one: what is left of the older ends.
    private func room(for settings: RoomSettings) -> LiveRoom? {
        if let live = rooms[settings.name], live.model.settings.id != settings.id {
            guard settings.createdAt >= live.model.settings.createdAt else { return nil }
            _ = live.perform(.end)
            settle(live)
        }
        return rooms[settings.name] ?? LiveRoom(settings: settings, environment: environment)
    }

    private func leaveForGood(_ session: Session, _ room: LiveRoom, reason: LeaveReason) {
        sessions[session.id] = nil
        session.detach()
        room.left(session, reason: reason)
        settle(room)
    }
}
