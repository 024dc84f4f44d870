import CoreMetrics
import Synchronization

/// A count that only rises, in an atomic.
final class CounterCell: CounterHandler, FloatingPointCounterHandler, Sendable {
    private let whole = Atomic<UInt64>(0)
    /// Bits of a `Double`: what was added in fractions.
    private let fraction = Atomic<UInt64>(0)

    func increment(by amount: Int64) {
        guard let amount = UInt64(exactly: amount) else { return }
        whole.wrappingAdd(amount, ordering: .relaxed)
    }

    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        fraction.add(amount)
    }

    /// Nothing: Prometheus takes a counter that falls for a process that was restarted.
    func reset() {}

    var value: Double { Double(whole.load(ordering: .relaxed)) + Double(bitPattern: fraction.load(ordering: .relaxed)) }
}

extension Atomic where Value == UInt64 {
    /// Adds to the `Double` whose bits these are.
    func add(_ amount: Double) {
        var old = load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }
}
