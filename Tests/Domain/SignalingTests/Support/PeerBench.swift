import Identifiers
import RoomModel
import Rooms
import Signaling
import SignalingProtocol
import TestKit

/// Peers of one server, whose door, calls and time are the test's.
final class PeerBench: Sendable {
    let bench: CallBench
    let door = FakeDoorkeeper()
    let calls: CallRegistry

    init(policy: RoomPolicy = RoomPolicy(), workMaximum: Int = 20_000) {
        bench = CallBench(policy: policy, workMaximum: workMaximum)
        calls = CallRegistry(executors: [InlineExecutor(), InlineExecutor()], environment: bench.environment)
    }

    /// Runs `body` while background work is done beside it.
    func running(_ body: () async throws -> Void) async rethrows {
        async let work: Void = bench.work.run()
        try await body()
        bench.work.finish()
        await work
    }

    /// Waits until no background work is left.
    func settle() async {
        let isSettled = await eventually { bench.work.unfinishedCount == 0 }
        precondition(isSettled, "the work does not end")
    }

    /// A new connection, whose background work is done with that of the others unless it is given its own.
    func connect(work: BackgroundWork? = nil) -> PeerSocket {
        let clock = bench.clock
        let environment = SignalingPeer.Environment(
            doorkeeper: door,
            calls: calls,
            work: work ?? bench.work,
            wallClock: { clock.wallClock }
        )
        let outlet = RecordingOutlet()
        return PeerSocket(outlet: outlet, peer: SignalingPeer(outlet: outlet, environment: environment))
    }

    /// A connection on which somebody joined, or waits.
    func join(_ request: EntryRequest, room: RoomSettings = .sample) async -> PeerSocket {
        let token = request.participant.text
        door.accept(token, request, to: room)
        let socket = connect()
        socket.send(.join(Join(token: token)))
        await settle()
        return socket
    }

    var occupants: [ParticipantInfo]? {
        get async { await calls.occupants(of: .named("demo"))?.participants }
    }
}

/// One connection, seen from the client.
struct PeerSocket {
    let outlet: RecordingOutlet
    let peer: SignalingPeer

    func send(_ message: ClientMessage) {
        peer.received(message.encode().span)
    }

    func send(_ text: String) {
        peer.received(Array(text.utf8).span)
    }

    /// A `resume` of what `socket` was given.
    func resume(_ socket: PeerSocket, after sequence: SequenceNumber = 0) {
        guard let session = socket.outlet.joined?.session ?? socket.outlet.waiting?.session,
            let token = socket.outlet.joined?.resumeToken ?? socket.outlet.waiting?.resumeToken
        else { preconditionFailure("there is no session to resume") }
        send(.resume(Resume(session: session, resumeToken: token, lastSequence: sequence)))
    }
}

extension RecordingOutlet {
    /// The one word by which the socket was closed, if `closing` and the close frame agree and nothing followed.
    var endedWith: SignalingErrorCode? {
        guard case .closing(let closing) = messages.last, let ending, ending.reason == closing.code.rawValue else { return nil }
        return ending.code == closing.code.closeCode ? closing.code : nil
    }
}
