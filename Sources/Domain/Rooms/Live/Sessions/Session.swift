import Identifiers
import SignalingProtocol
import Units

/// One client's session: its numbering, its socket while it has one, and what it may ask.
///
/// Confined to its shard.
final class Session {
    let id: SessionID
    let participant: ParticipantID
    let room: RoomName
    let identity: Identity
    let resumeToken: String
    /// The socket; `nil` while the client is away.
    private(set) var outlet: (any SignalingOutlet)?
    var credential: SessionCredential
    /// Whether a fresh token is being made.
    var isRefreshing = false
    /// Whether `joined` was sent; until then the client waits in the lobby.
    var isWelcomed = false
    /// The highest request that was handled.
    private(set) var lastRequest = RequestID.none
    private var log = SessionLog()
    private var requests: TokenBucket
    private var refusedInARow = 0

    enum Intake {
        case accepted
        case repetition
        case tooFast
        case farTooFast
    }

    init(
        id: SessionID,
        participant: ParticipantID,
        room: RoomName,
        identity: Identity,
        resumeToken: String,
        outlet: any SignalingOutlet,
        credential: SessionCredential,
        limits: CallEnvironment.RequestLimits,
        now: MonotonicInstant
    ) {
        self.id = id
        self.participant = participant
        self.room = room
        self.identity = identity
        self.resumeToken = resumeToken
        self.outlet = outlet
        self.credential = credential
        self.requests = TokenBucket(burst: limits.burst, perSecond: limits.perSecond, at: now)
    }

    var nextSequence: SequenceNumber { log.nextSequence }

    /// Numbers a message, keeps it for replay and sends it if there is a socket.
    func deliver(_ message: EncodedMessage) {
        let sequence = log.append(message)
        outlet?.send(message, sequence: sequence)
    }

    /// Sends a message that is not part of the sequence.
    func send(_ message: ServerMessage) {
        outlet?.send(message.encodeBody(), sequence: nil)
    }

    func confirm(_ sequence: SequenceNumber) {
        log.confirm(sequence)
    }

    /// Whether a request may be carried out.
    ///
    /// A repetition costs nothing: it only says that the client did not see our answer.
    func take(_ request: RequestID, at now: MonotonicInstant) -> Intake {
        guard request > lastRequest else { return .repetition }
        lastRequest = request
        return take(at: now)
    }

    /// Whether a message without a request id may be answered.
    func take(at now: MonotonicInstant) -> Intake {
        guard requests.take(at: now) else {
            refusedInARow += 1
            return refusedInARow >= CallEnvironment.RequestLimits.refusalsBeforeClose ? .farTooFast : .tooFast
        }
        refusedInARow = 0
        return .accepted
    }

    /// Whether `socket` is this session's current one; what an older one still says does not count.
    func isCurrent(_ socket: any SignalingOutlet) -> Bool {
        outlet === socket
    }

    /// The socket is gone.
    func detach() {
        outlet = nil
    }

    /// Goes on over a new socket.
    ///
    /// `nil`, and nothing has changed, when what the client missed is no longer kept.
    func resume(over socket: any SignalingOutlet, after sequence: SequenceNumber) -> [NumberedMessage]? {
        guard let missed = log.messages(after: sequence) else { return nil }
        log.confirm(sequence)
        outlet = socket
        refusedInARow = 0
        return missed
    }
}
