import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing
import Units

/// What strangers can make the server keep is bounded.
@Suite struct BoundednessTests {
    @Test func `ten thousand joins and leaves leave nothing behind`() {
        let bench = CallBench()
        for number in 1...10_000 {
            let client = bench.join(.guest("ann", presence: number % 1000), room: .sample(named: "room-\(number % 7)"))
            switch number % 3 {
            case 0: client.request { .leave(Leave(id: $0)) }
            case 1: client.disconnect(isGoodbye: true)
            default: client.disconnect()
            }
        }
        bench.tick(after: .seconds(30))
        #expect(bench.occupation == CallMetrics.Occupation())
        #expect(bench.shard.assumeIsolated { $0.retainedCount } == 0)
    }

    @Test func `endings are remembered for the window, and not more than so many`() {
        let bench = CallBench()
        for number in 1...RecentEndings.maximumCount + 100 {
            // Each one replaces the one before.
            _ = bench.join(.guest("ann", presence: number))
        }
        #expect(bench.shard.assumeIsolated { $0.retainedCount } == RecentEndings.maximumCount + 1, "and the one who is there")
        bench.tick(after: .seconds(30))
        #expect(bench.shard.assumeIsolated { $0.retainedCount } == 1)
    }

    @Test func `the oldest ending is forgotten first`() {
        var endings = RecentEndings()
        for number in 0...RecentEndings.maximumCount {
            endings.remember(.named("s", number), .removed, until: .zero + .seconds(number))
        }
        #expect(endings.reason(of: .named("s", 0)) == nil)
        #expect(endings.reason(of: .named("s", 1)) == .removed)
        endings.forget(before: .zero + .seconds(10))
        #expect(endings.reason(of: .named("s", 10)) == nil)
        #expect(endings.reason(of: .named("s", 11)) == .removed)
    }
}
