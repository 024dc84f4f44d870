public import Identifiers
public import Rooms
public import SignalingProtocol
import Synchronization
import Units

/// A client of one shard: its socket, its session and its numbers.
///
/// Does nothing by itself.
public final class CallClient: Sendable {
    /// The shard that holds the session.
    public let shard: RoomShard
    /// The id that the presence has.
    public let participant: ParticipantID
    private let sockets = Mutex([RecordingOutlet()])
    private let lastRequest = Mutex(Int64(0))

    init(shard: RoomShard, participant: ParticipantID) {
        self.shard = shard
        self.participant = participant
    }

    /// The current socket.
    public var outlet: RecordingOutlet { sockets.withLock { $0[$0.count - 1] } }
    /// Every socket there was, the current one last.
    public var outlets: [RecordingOutlet] { sockets.withLock { $0 } }

    /// The session's id, from `joined` or `waiting`.
    public var session: SessionID {
        for outlet in outlets {
            if let session = outlet.joined?.session ?? outlet.waiting?.session { return session }
        }
        preconditionFailure("\(participant) was not let in")
    }

    /// The resume token, from `joined` or `waiting`.
    public var resumeToken: String {
        for outlet in outlets {
            if let token = outlet.joined?.resumeToken ?? outlet.waiting?.resumeToken { return token }
        }
        preconditionFailure("\(participant) was not let in")
    }

    /// The number of the last sequenced message that came over any socket.
    public var lastSequence: SequenceNumber { outlets.flatMap(\.sequences).max() ?? .none }

    /// Sends a message that is numbered here.
    @discardableResult
    public func request(_ make: (RequestID) -> ClientMessage) -> RequestID {
        let id = RequestID(
            lastRequest.withLock {
                $0 += 1
                return $0
            }
        )
        send(make(id))
        return id
    }

    /// Sends a message over the current socket.
    public func send(_ message: ClientMessage) {
        send(message, over: outlet)
    }

    /// Sends a message over a socket of the past.
    public func send(_ message: ClientMessage, over outlet: RecordingOutlet) {
        let session = session
        shard.assumeIsolated { $0.received(message, in: session, over: outlet) }
    }

    /// The current socket is lost, or closed on purpose.
    public func disconnect(isGoodbye: Bool = false) {
        let (session, outlet) = (session, outlet)
        shard.assumeIsolated { $0.closed(session, over: outlet, isGoodbye: isGoodbye) }
    }

    /// Comes back over a new socket, which becomes the current one.
    @discardableResult
    public func resume(after sequence: SequenceNumber? = nil, token: String? = nil) -> ResumeOutcome? {
        let request = Resume(session: session, resumeToken: token ?? resumeToken, lastSequence: sequence ?? lastSequence)
        let outlet = RecordingOutlet()
        sockets.withLock { $0.append(outlet) }
        return shard.assumeIsolated { $0.resume(request, over: outlet, opening: { _ in true }) }
    }
}
