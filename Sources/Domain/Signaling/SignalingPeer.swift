import Identifiers
import RoomModel
public import Rooms
public import SignalingProtocol
import Synchronization
public import Units

/// One client's socket, from its first message to its last: reads messages, lets `join` and `resume` through the door, and hands the rest to the session's shard.
///
/// Usable from any thread. In practice its socket's event loop calls it, and a join that waited for the database calls back.
public final class SignalingPeer: Sendable {
    /// What all peers of a server share; an object, so that ten thousand peers do not copy it.
    public final class Environment: Sendable {
        /// Decides who comes in.
        public let doorkeeper: any Doorkeeper
        /// Where the calls are.
        public let calls: CallRegistry
        /// Where work goes that must wait.
        public let work: BackgroundWork
        /// What a client may send.
        public let limits: SignalingLimits
        /// The wall clock.
        public let wallClock: @Sendable () -> UnixTime

        /// Creates an environment.
        public init(
            doorkeeper: any Doorkeeper,
            calls: CallRegistry,
            work: BackgroundWork,
            limits: SignalingLimits = SignalingLimits(),
            wallClock: @escaping @Sendable () -> UnixTime
        ) {
            self.doorkeeper = doorkeeper
            self.calls = calls
            self.work = work
            self.limits = limits
            self.wallClock = wallClock
        }
    }

    private enum State {
        case expectingJoin
        /// A `join` or `resume` waits for its answer.
        case entering
        case open(SessionID, RoomShard)
        case closed
    }

    private struct Shared {
        var state = State.expectingJoin
        /// How many messages could not be understood.
        var strikes = 0
    }

    private let environment: Environment
    private let outlet: any SignalingOutlet
    private let shared = Mutex(Shared())

    /// A peer that has said nothing yet.
    public init(outlet: any SignalingOutlet, environment: Environment) {
        self.outlet = outlet
        self.environment = environment
    }

    /// A whole text message came.
    public func received(_ bytes: Span<UInt8>) {
        let state = shared.withLock { $0.state }
        let message: ClientMessage
        do throws(SignalingDecodingError) {
            message = try ClientMessage.decode(bytes, limits: environment.limits)
        } catch {
            return receivedUnreadable(error, in: state)
        }
        switch state {
        case .open(let session, let shard):
            let outlet = outlet
            shard.submit { $0.received(message, in: session, over: outlet) }
        case .expectingJoin:
            switch message {
            case .join(let join): enter(join)
            case .resume(let resume): go(on: resume)
            case .ping, .leave, .publish, .unpublish, .mute, .update, .description, .candidate, .data, .moderate:
                close(with: .notJoined)
            }
        case .entering:
            close(with: .notJoined)
        case .closed:
            break
        }
    }

    /// The time for a `join` is over.
    public func joinTimeoutPassed() {
        switch shared.withLock({ $0.state }) {
        case .expectingJoin, .entering: close(with: .joinTimeout)
        case .open, .closed: break
        }
    }

    /// The server stops: the client is told to come back.
    public func serverIsStopping() {
        close(with: .serverShutdown)
    }

    /// The socket is gone.
    ///
    /// `isGoodbye`: the client left for good, by closing its page for instance.
    public func socketClosed(isGoodbye: Bool) {
        let state = shared.withLock { shared in
            defer { shared.state = .closed }
            return shared.state
        }
        guard case .open(let session, let shard) = state else { return }
        let outlet = outlet
        shard.submit { $0.closed(session, over: outlet, isGoodbye: isGoodbye) }
    }

    // MARK: Entering

    private func enter(_ join: Join) {
        startEntering { [self] in
            switch await environment.doorkeeper.admit(join.token, to: join.room, at: environment.wallClock()) {
            case .failure(let refusal):
                environment.calls.turnedAway()
                close(with: refusal.code)
            case .success(let entrant):
                let shard = environment.calls.shard(of: entrant.room.name)
                switch await shard.enter(entrant, over: outlet, opening: { self.open($0, on: shard) }) {
                case .opened, .abandoned: break
                case .refused(let code): close(with: code)
                }
            }
        }
    }

    private func go(on resume: Resume) {
        startEntering { [self] in
            switch await environment.calls.resume(resume, over: outlet, opening: { self.open($0, on: $1) }) {
            case .resumed, .abandoned: break
            case .failed(.resumeFailed): expectJoinInstead()
            case .failed(let code): close(with: code)
            }
        }
    }

    private func startEntering(_ job: @escaping BackgroundWork.Job) {
        shared.withLock { $0.state = .entering }
        if !environment.work.submit(job) { close(with: .internal) }
    }

    /// Called on the shard before it sends or changes anything, so that the client's next message finds its session.
    ///
    /// `false` when the socket closed while the door was being opened.
    private func open(_ session: SessionID, on shard: RoomShard) -> Bool {
        shared.withLock { shared in
            guard case .entering = shared.state else { return false }
            shared.state = .open(session, shard)
            return true
        }
    }

    /// The session is gone, but the socket is good: the client joins over it.
    private func expectJoinInstead() {
        shared.withLock { shared in
            if case .entering = shared.state { shared.state = .expectingJoin }
        }
        let error = ErrorReply(id: nil, code: .resumeFailed, message: "The session cannot be resumed; join again.")
        outlet.send(ServerMessage.error(error).encodeBody(), sequence: nil)
    }

    // MARK: Errors

    private func receivedUnreadable(_ error: SignalingDecodingError, in state: State) {
        let isLast: Bool
        switch error.code.closeRule {
        case .never: isLast = false
        case .atOnce: return close(with: error.code)
        case .after(let count, _): isLast = isStrike(number: count)
        }
        switch state {
        case .open(let session, let shard):
            let outlet = outlet
            shard.submit { shard in
                shard.receivedUnreadable(error, in: session, over: outlet)
                if isLast { outlet.end(with: error.code) }
            }
        case .expectingJoin, .entering:
            let reply = ErrorReply(id: error.requestID, code: error.code, message: error.message)
            outlet.send(ServerMessage.error(reply).encodeBody(), sequence: nil)
            if isLast { close(with: error.code) }
        case .closed:
            break
        }
    }

    /// Counts a message that could not be understood; `true` for the last one that is put up with.
    private func isStrike(number count: Int) -> Bool {
        shared.withLock { shared in
            shared.strikes += 1
            return shared.strikes >= count
        }
    }

    private func close(with code: SignalingErrorCode) {
        shared.withLock { shared in
            switch shared.state {
            case .expectingJoin, .entering: shared.state = .closed
            // The shard is told when the socket is gone.
            case .open, .closed: break
            }
        }
        outlet.end(with: code)
    }
}
