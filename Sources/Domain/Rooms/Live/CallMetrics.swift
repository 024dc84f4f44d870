import Metrics
import SignalingProtocol

/// What live calls count.
///
/// Names are base units without room or person; see `docs/operations.md`.
public struct CallMetrics: Sendable {
    private let rooms = Gauge(label: "saleflow_rooms")
    private let participants = Gauge(label: "saleflow_participants")
    private let waiting = Gauge(label: "saleflow_participants_waiting")
    private let sessionsAway = Gauge(label: "saleflow_sessions_away")
    private let joined = Counter(label: "saleflow_joins_total", dimensions: [("outcome", "joined")])
    private let lobbied = Counter(label: "saleflow_joins_total", dimensions: [("outcome", "waiting")])
    private let refused = Counter(label: "saleflow_joins_total", dimensions: [("outcome", "refused")])
    private let resumed = Counter(label: "saleflow_resumes_total", dimensions: [("outcome", "resumed")])
    private let lost = Counter(label: "saleflow_resumes_total", dimensions: [("outcome", "failed")])
    private let requests = Counter(label: "saleflow_signaling_requests_total")
    private let deliveries = Counter(label: "saleflow_signaling_deliveries_total")

    /// Creates the counters with the metrics system that is set.
    public init() {}

    func entered(_ isWaiting: Bool) { (isWaiting ? lobbied : joined).increment() }
    func turnedAway() { refused.increment() }
    func resumeEnded(succeeded: Bool) { (succeeded ? resumed : lost).increment() }
    func requestHandled() { requests.increment() }
    func delivered(_ count: Int) { deliveries.increment(by: count) }

    func report(_ occupation: Occupation) {
        rooms.record(occupation.rooms)
        participants.record(occupation.participants)
        waiting.record(occupation.waiting)
        sessionsAway.record(occupation.away)
    }

    /// A reading over all shards.
    struct Occupation: Sendable {
        var rooms = 0
        var participants = 0
        var waiting = 0
        var away = 0

        static func + (left: Self, right: Self) -> Self {
            Self(
                rooms: left.rooms + right.rooms,
                participants: left.participants + right.participants,
                waiting: left.waiting + right.waiting,
                away: left.away + right.away
            )
        }
    }
}
