import NIOCore
import Synchronization

/// How many connections there are, in all and from each address, against the limits.
final class ConnectionCounter: Sendable {
    private struct Counts {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let limits: WebSocketLimits
    private let isExempt: @Sendable (String) -> Bool

    /// `isExempt` names addresses that speak for many people, such as a trusted proxy's.
    init(limits: WebSocketLimits, isExempt: @escaping @Sendable (String) -> Bool) {
        self.limits = limits
        self.isExempt = isExempt
    }

    /// Counts a connection in; `false` when there are too many, which counts nothing.
    func enter(_ address: String) -> Bool {
        let exempt = isExempt(address)
        return counts.withLock { counts in
            guard counts.total < limits.connectionCount else { return false }
            let here = counts.byAddress[address, default: 0]
            guard exempt || here < limits.connectionCountPerAddress else { return false }
            counts.total += 1
            counts.byAddress[address] = here + 1
            return true
        }
    }

    /// Counts a connection out that was counted in.
    func leave(_ address: String) {
        counts.withLock { counts in
            counts.total -= 1
            let here = counts.byAddress[address, default: 1] - 1
            counts.byAddress[address] = here > 0 ? here : nil
        }
    }
}
