import Addressing
import Synchronization

/// How many connections there are, in all and from each address, against the limits.
final class ConnectionCounter: Sendable {
    private struct Counts {
        var total = 0
        var bySubscriber: [[UInt8]: Int] = [:]
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
        let subscriber = Self.subscriber(address)
        return counts.withLock { counts in
            guard counts.total < limits.connectionCount else { return false }
            let here = counts.bySubscriber[subscriber, default: 0]
            guard exempt || here < limits.connectionCountPerAddress else { return false }
            counts.total += 1
            counts.bySubscriber[subscriber] = here + 1
            return true
        }
    }

    /// Counts a connection out that was counted in.
    func leave(_ address: String) {
        let subscriber = Self.subscriber(address)
        counts.withLock { counts in
            counts.total -= 1
            let here = counts.bySubscriber[subscriber, default: 1] - 1
            counts.bySubscriber[subscriber] = here > 0 ? here : nil
        }
    }

    /// One IPv4 address, or one IPv6 network of 64 bits, which is what one subscriber gets: else whoever has one has 2^64 addresses.
    private static func subscriber(_ address: String) -> [UInt8] {
        guard let ip = IPAddress(address) else { return Array(address.utf8) }
        return ip.isVersion4 ? ip.bytes : Array(ip.bytes.prefix(8))
    }
}
