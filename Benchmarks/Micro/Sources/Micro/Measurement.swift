import CMeter

/// What one call of an operation costs.
struct Measurement {
    /// CPU time, the fastest of the rounds: the others were disturbed.
    let nanoseconds: Double
    /// Allocations, the same in every round.
    let allocations: Double

    /// Measures `operation` over rounds of about 20 ms each.
    init(rounds: Int = 15, of operation: () -> Void) {
        let iterations = Self.iterations(ofAbout: 20_000_000, operation)
        var fastest = UInt64.max
        var allocated = UInt64.max
        for _ in 0..<rounds {
            let allocationsBefore = meter_allocations()
            let start = meter_cpu_nanoseconds()
            for _ in 0..<iterations { operation() }
            fastest = min(fastest, meter_cpu_nanoseconds() - start)
            allocated = min(allocated, meter_allocations() - allocationsBefore)
        }
        nanoseconds = Double(fastest) / Double(iterations)
        allocations = Double(allocated) / Double(iterations)
    }

    private static func iterations(ofAbout nanoseconds: UInt64, _ operation: () -> Void) -> Int {
        var count = 16
        while true {
            let start = meter_cpu_nanoseconds()
            for _ in 0..<count { operation() }
            let elapsed = meter_cpu_nanoseconds() - start
            if elapsed > nanoseconds / 4 { return max(1, count * Int(nanoseconds) / Int(elapsed)) }
            count *= 2
        }
    }
}

/// Takes a value so that the optimizer cannot drop its making.
@inline(never)
func consume<Value>(_ value: Value) {}
