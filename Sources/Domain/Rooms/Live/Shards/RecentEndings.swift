import Identifiers
import SignalingProtocol
import Units

/// Why sessions ended, kept as long as somebody may try to resume them: a removed person is told so instead of being asked to join.
struct RecentEndings {
    /// The most endings kept; the oldest go first.
    static let maximumCount = 4096

    private struct Ending {
        let session: SessionID
        let until: MonotonicInstant
    }

    private var reasons: [SessionID: SignalingErrorCode] = [:]
    private var order: [Ending] = []

    var count: Int { order.count }

    mutating func remember(_ session: SessionID, _ reason: SignalingErrorCode, until: MonotonicInstant) {
        if order.count >= Self.maximumCount { reasons[order.removeFirst().session] = nil }
        reasons[session] = reason
        order.append(Ending(session: session, until: until))
    }

    func reason(of session: SessionID) -> SignalingErrorCode? {
        reasons[session]
    }

    mutating func forget(before now: MonotonicInstant) {
        let count = order.prefix { $0.until <= now }.count
        guard count > 0 else { return }
        for ending in order.prefix(count) { reasons[ending.session] = nil }
        order.removeFirst(count)
    }
}
