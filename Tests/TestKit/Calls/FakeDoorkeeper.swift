public import Identifiers
public import RoomModel
public import Rooms
public import Signaling
public import SignalingProtocol
import Synchronization
public import Units

/// A door whose tokens are names in a list.
public final class FakeDoorkeeper: Doorkeeper {
    private struct State {
        var answers: [String: Result<Entrant, Refusal>] = [:]
        var gate: Gate?
    }

    private let state = Mutex(State())

    /// A door that lets nobody in.
    public init() {}

    /// From now on `token` opens `room` for `request`.
    public func accept(_ token: String, _ request: EntryRequest, to room: RoomSettings = .sample) {
        state.withLock { $0.answers[token] = .success(Entrant(room: room, request: request, credential: .lasting)) }
    }

    /// From now on `token` is refused.
    public func refuse(_ token: String, _ code: SignalingErrorCode) {
        state.withLock { $0.answers[token] = .failure(Refusal(code)) }
    }

    /// From now on the door takes its time.
    public func wait(for gate: Gate?) {
        state.withLock { $0.gate = gate }
    }

    public func admit(_ token: String, to room: RoomName?, at now: UnixTime) async -> Result<Entrant, Refusal> {
        await state.withLock { $0.gate }?.pass()
        return state.withLock { $0.answers[token] } ?? .failure(Refusal(.tokenMalformed))
    }
}

extension SessionCredential {
    /// A token that never needs a fresh one.
    public static let lasting = SessionCredential(
        expiresAt: UnixTime(milliseconds: .max),
        refreshAt: UnixTime(milliseconds: .max),
        refresh: { _ in nil }
    )
}
