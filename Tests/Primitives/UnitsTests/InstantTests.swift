import Testing
import Units

@Suite struct `A monotonic instant` {
    @Test func `moves by durations`() {
        let start = MonotonicInstant(nanoseconds: 5)
        #expect(start + .milliseconds(2) == MonotonicInstant(nanoseconds: 2_000_005))
        #expect((start + .seconds(3)) - start == .seconds(3))
        #expect(start - (start + .seconds(3)) == .seconds(-3))
        #expect(start < start + .nanoseconds(1))
    }

    @Test func `that lies too far ahead stays ahead`() {
        let start = MonotonicInstant(nanoseconds: 5)
        #expect(start + .seconds(Int64.max) == MonotonicInstant(nanoseconds: .max))
        #expect(start + .seconds(Int64.min) < start)
        #expect(MonotonicInstant(nanoseconds: .max) - MonotonicInstant(nanoseconds: .min) > .seconds(584 * 365 * 86400))
    }
}

@Suite struct `A wall-clock time` {
    @Test(arguments: [(Int64(0), Int64(0)), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2), (.max, 9_223_372_036_854_775)])
    func `has whole seconds, rounded down`(milliseconds: Int64, seconds: Int64) {
        #expect(UnixTime(milliseconds: milliseconds).seconds == seconds)
    }

    @Test func `does not wrap at the ends of its range`() {
        #expect(UnixTime(milliseconds: .min).seconds == -9_223_372_036_854_776)
        #expect(UnixTime(seconds: .max).milliseconds == .max)
        #expect(UnixTime(seconds: .min).milliseconds == .min)
        #expect(UnixTime(milliseconds: .max) + .seconds(1) == UnixTime(milliseconds: .max))
        #expect(UnixTime(milliseconds: .min) + .seconds(-1) == UnixTime(milliseconds: .min))
    }

    @Test func `moves by durations`() {
        let time = UnixTime(seconds: 1_767_225_600)
        #expect(time + .milliseconds(1500) == UnixTime(milliseconds: 1_767_225_601_500))
        #expect((time + .seconds(9)) - time == .seconds(9))
        #expect(time < time + .milliseconds(1))
    }
}
