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
    /// The `joined` that the client may not have got.
    private var welcome: Welcome?
    /// The highest request that was handled.
    private(set) var lastRequest = RequestID.none
    private var log = SessionLog()
    private var requests: TokenBucket
    private var refusedInARow = 0

    /// `joined` is not part of the sequence: a socket may be lost with it, and the client then resumes as one that still waits.
    private struct Welcome {
        let message: EncodedMessage
        /// The number of the first message after it; that, or a request, proves that it arrived.
        let next: SequenceNumber
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
        if let welcome, sequence >= welcome.next { self.welcome = nil }
    }

    /// Sends `joined` to somebody who waited, now and at each resumption until the client shows that it knows.
    func welcome(_ joined: ServerMessage) {
        let message = joined.encodeBody()
        welcome = Welcome(message: message, next: nextSequence)
        outlet?.send(message, sequence: nil)
    }

    /// The client did what only somebody does who knows that they are in the room.
    func actedInRoom() {
        welcome = nil
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

    /// Sends what the client missed, each in its place.
    func replay(_ missed: [NumberedMessage]) {
        var welcome = welcome
        for missed in missed {
            if let due = welcome, missed.sequence >= due.next {
                outlet?.send(due.message, sequence: nil)
                welcome = nil
            }
            outlet?.send(missed.message, sequence: missed.sequence)
        }
        if let due = welcome { outlet?.send(due.message, sequence: nil) }
    }

    /// Goes on over a new socket, whose client has everything up to `sequence`.
    func attach(_ socket: any SignalingOutlet, confirming sequence: SequenceNumber) {
        confirm(sequence)
        outlet = socket
        refusedInARow = 0
    }
}
