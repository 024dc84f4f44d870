import CoreMetrics
import Synchronization

/// A value that goes up and down: a meter, or a recorder that does not aggregate.
final class GaugeCell: MeterHandler, RecorderHandler, Sendable {
    /// Bits of a `Double`.
    private let bits = Atomic<UInt64>(0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    func increment(by amount: Double) { bits.add(amount) }

    func decrement(by amount: Double) { bits.add(-amount) }

    func record(_ value: Int64) { set(value) }

    func record(_ value: Double) { set(value) }

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}
