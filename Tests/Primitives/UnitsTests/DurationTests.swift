import Testing
import Units

@Suite struct `A duration as a whole number` {
    @Test(arguments: [
        (Duration.zero, Int64(0), Int64(0)),
        (.nanoseconds(1), 1, 0),
        (.nanoseconds(-1), -1, 0),
        (.nanoseconds(999_999), 999_999, 0),
        (.milliseconds(1), 1_000_000, 1),
        (.milliseconds(-1), -1_000_000, -1),
        (.milliseconds(1500), 1_500_000_000, 1500),
        (.milliseconds(-1500), -1_500_000_000, -1500),
        (.nanoseconds(-1_999_999), -1_999_999, -1),
    ])
    func `is rounded toward zero`(duration: Duration, nanoseconds: Int64, milliseconds: Int64) {
        #expect(duration.wholeNanoseconds == nanoseconds)
        #expect(duration.wholeMilliseconds == milliseconds)
    }

    @Test func `is held at the ends of 64 bits`() {
        #expect(Duration.seconds(Int64.max).wholeNanoseconds == .max)
        #expect(Duration.seconds(Int64.min).wholeNanoseconds == .min)
        #expect(Duration.seconds(Int64.max).wholeMilliseconds == .max)
        #expect(Duration.seconds(Int64.min).wholeMilliseconds == .min)
        #expect(Duration.nanoseconds(Int64.max).wholeNanoseconds == .max)
        #expect((Duration.nanoseconds(Int64.max) + .nanoseconds(1)).wholeNanoseconds == .max)
        #expect((Duration.nanoseconds(Int64.min) - .nanoseconds(1)).wholeNanoseconds == .min)
    }

    @Test func `keeps milliseconds that nanoseconds could not hold`() {
        #expect(Duration.milliseconds(9_007_199_254_740_991).wholeMilliseconds == 9_007_199_254_740_991)
        #expect(Duration.milliseconds(-9_007_199_254_740_991).wholeMilliseconds == -9_007_199_254_740_991)
    }
}
