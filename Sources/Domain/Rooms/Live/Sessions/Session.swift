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
    let resumeToken: ResumeToken
    /// The socket; `nil` while the client is away.
    private(set) var outlet: (any SignalingOutlet)?
    var credential: SessionCredential
    /// Whether a fresh token is being made.
    var isRefreshing = false
    /// Whether the client knows that it is in the room.
    private var welcome = Welcome.due
    /// The highest request that was handled.
    private(set) var lastRequest = RequestID.none
    private var log = SessionLog()
    private var requests: TokenBucket
    private var refusedInARow = 0

    /// `joined` is not part of the sequence: a socket may be lost with it, and the client then resumes as one that still waits.
    private enum Welcome {
        case due
        /// Sent; a later number of the sequence, or a request, proves that it arrived.
        case sent(before: SequenceNumber)
        case arrived
    }

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
        resumeToken: ResumeToken,
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
        if case .sent(let next) = welcome, sequence >= next { welcome = .arrived }
    }

    /// `joined` was sent.
    func welcomed() {
        welcome = .sent(before: nextSequence)
    }

    /// The client is in the room and did what only somebody does who knows it.
    func actedInRoom() {
        if case .sent = welcome { welcome = .arrived }
    }

    /// Whether `joined` has to be sent, perhaps once more.
    var needsWelcome: Bool {
        switch welcome {
        case .due, .sent: true
        case .arrived: false
        }
    }

    /// Whether a message may be carried out; `request` is its number, if it has one.
    ///
    /// A repetition costs nothing: it only says that the client did not see our answer.
    func take(_ request: RequestID?, at now: MonotonicInstant) -> Intake {
        if let request {
            guard request > lastRequest else { return .repetition }
            lastRequest = request
        }
        guard requests.take(at: now) else {
            refusedInARow += 1
            return refusedInARow >= CallEnvironment.RequestLimits.refusalsBeforeClose ? .farTooFast : .tooFast
        }
        // A single token that came back in the middle of a flood is no sign of slowing down; a full bucket is.
        if requests.isFull(at: now, besides: 1) { refusedInARow = 0 }
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

    /// What the client missed after `sequence`; `nil` when that is no longer kept.
    func missed(after sequence: SequenceNumber) -> [NumberedMessage]? {
        log.messages(after: sequence)
    }

    /// Goes on over a new socket, whose client has everything up to `sequence`.
    func attach(_ socket: any SignalingOutlet, confirming sequence: SequenceNumber) {
        confirm(sequence)
        outlet = socket
        refusedInARow = 0
    }
}
