import CoreMetrics
import Synchronization

/// How often a value fell below each bound: a recorder that aggregates, or a timer, in seconds.
final class HistogramCell: RecorderHandler, TimerHandler, Sendable {
    struct Snapshot: Sendable, Equatable {
        /// How many values were at or below each bound and above the one before it; one more at the end for those above all.
        var counts: [UInt64]
        var sum: Double
    }

    private let bounds: [Double]
    private let state: Mutex<Snapshot>

    /// Creates an empty histogram; `bounds` rise.
    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(Snapshot(counts: Array(repeating: 0, count: bounds.count + 1), sum: 0))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] &+= 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }

    var snapshot: Snapshot { state.withLock { $0 } }
}
