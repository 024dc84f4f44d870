import Testing
import Units

@Suite struct `A token bucket` {
    private let start = MonotonicInstant.zero

    /// What a bucket answers when it is asked at each of `seconds` in turn.
    private func answers(of bucket: TokenBucket, at seconds: [Double]) -> [Bool] {
        var bucket = bucket
        return seconds.map { bucket.take(at: start + .nanoseconds(Int64($0 * 1e9))) }
    }

    @Test func `gives its burst at once and no more`() {
        let bucket = TokenBucket(burst: 3, perSecond: 10, at: start)
        #expect(answers(of: bucket, at: [0, 0, 0, 0]) == [true, true, true, false])
    }

    @Test func `refills at its rate, to the nanosecond`() {
        let bucket = TokenBucket(burst: 1, perSecond: 4, at: start)
        #expect(answers(of: bucket, at: [0, 0.249999999, 0.25, 0.25, 0.5]) == [true, false, true, false, true])
    }

    @Test func `never holds more than its burst`() {
        let bucket = TokenBucket(burst: 2, perSecond: 1_000_000, at: start)
        #expect(answers(of: bucket, at: [0, 9e9, 9e9, 9e9]) == [true, true, true, false])
    }

    @Test func `knows when it is full`() {
        var bucket = TokenBucket(burst: 2, perSecond: 1, at: start)
        let atFirst = bucket.isFull(at: start)
        _ = bucket.take(at: start)
        let afterOne = bucket.isFull(at: start + .milliseconds(999))
        let later = bucket.isFull(at: start + .seconds(1))
        #expect([atFirst, afterOne, later] == [true, false, true])
    }

    @Test func `ignores a time before the last one`() {
        let bucket = TokenBucket(burst: 1, perSecond: 1, at: start + .seconds(10))
        #expect(answers(of: bucket, at: [10, 0, 11]) == [true, false, true])
    }

    @Test func `is kept within sensible bounds`() {
        let low = TokenBucket(burst: 0, perSecond: -5, at: start)
        #expect([low.burst, low.perSecond] == [1, 1])
        #expect(answers(of: low, at: [0, 0.5, 1]) == [true, false, true])
        let high = TokenBucket(burst: .max, perSecond: .max, at: start)
        #expect([high.burst, high.perSecond] == [1_000_000, 1_000_000])
    }
}
