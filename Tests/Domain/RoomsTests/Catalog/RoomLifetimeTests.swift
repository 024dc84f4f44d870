import Identifiers
import RoomModel
import TestKit
import Testing
import Units

@testable import Rooms

@Suite struct RoomLifetimeTests {
    private func settings(_ change: (inout RoomSettings) -> Void = { _ in }) -> RoomSettings {
        var settings = RoomSettings(id: RoomID(unchecked: "RM_000000000000"), name: RoomName.named("demo"), createdAt: .after(0))
        change(&settings)
        return settings
    }

    private func judge(
        _ settings: RoomSettings,
        _ occupation: RoomOccupation,
        lastAttempt: UnixTime? = nil,
        heldUntil: UnixTime? = nil,
        at now: UnixTime
    ) -> RoomLifetime.Verdict {
        RoomLifetime.judge(settings, .init(occupation: occupation, lastAttempt: lastAttempt, heldUntil: heldUntil), at: now)
    }

    @Test func `a room that nobody enters goes after its empty timeout and not before`() {
        #expect(judge(settings(), .neverEntered, at: .after(299)) == .stays(until: .after(300)))
        #expect(judge(settings(), .neverEntered, at: .after(300)) == .goes)
    }

    @Test func `a room that everybody left goes after its departure timeout`() {
        #expect(judge(settings(), .empty(since: .after(1000)), at: .after(1019)) == .stays(until: .after(1020)))
        #expect(judge(settings(), .empty(since: .after(1000)), at: .after(1020)) == .goes)
    }

    @Test func `an occupied room stays however old it is`() {
        #expect(judge(settings(), .occupied, at: .after(1_000_000)) == .stays(until: nil))
    }

    @Test func `a room without timeouts stays for ever`() {
        let settings = settings { ($0.emptyTimeout, $0.departureTimeout) = (nil, nil) }
        for occupation in [RoomOccupation.neverEntered, .empty(since: .after(0)), .leftBehind(at: .after(0))] {
            #expect(judge(settings, occupation, at: .after(1_000_000)) == .stays(until: nil))
        }
    }

    @Test func `a room that a restart left behind gets the longer of its timeouts anew`() {
        let settings = settings { ($0.emptyTimeout, $0.departureTimeout) = (.seconds(10), .seconds(600)) }
        #expect(judge(settings, .leftBehind(at: .after(5000)), at: .after(5001)) == .stays(until: .after(5600)))
        #expect(judge(settings, .leftBehind(at: .after(5000)), at: .after(5600)) == .goes)
    }

    @Test func `a room that opens later is not idle before`() {
        let settings = settings { $0.notBefore = .after(10_000) }
        #expect(judge(settings, .neverEntered, at: .after(9_999)) == .stays(until: .after(10_300)))
        #expect(judge(settings, .neverEntered, at: .after(10_300)) == .goes)
    }

    @Test func `somebody who was let in has time to arrive`() {
        #expect(judge(settings(), .neverEntered, lastAttempt: .after(299), at: .after(300)) == .stays(until: .after(599)))
        #expect(judge(settings(), .empty(since: .after(0)), lastAttempt: .after(19), at: .after(20)) == .stays(until: .after(39)))
    }

    @Test func `an invitation keeps an idle room and a shorter one shortens nothing`() {
        #expect(judge(settings(), .neverEntered, heldUntil: .after(9000), at: .after(400)) == .stays(until: .after(9000)))
        #expect(judge(settings(), .neverEntered, heldUntil: .after(200), at: .after(100)) == .stays(until: .after(300)))
        #expect(judge(settings(), .neverEntered, heldUntil: .after(9000), at: .after(9000)) == .goes)
    }

    @Test func `an expired room is over whoever is in it and stays known for a day`() {
        let settings = settings { $0.expiresAt = .after(100) }
        for occupation in [RoomOccupation.neverEntered, .occupied, .empty(since: .after(0)), .leftBehind(at: .after(0))] {
            #expect(judge(settings, occupation, heldUntil: .after(1_000_000), at: .after(100)) == .isOver(goesAt: .after(86_500)))
            #expect(judge(settings, occupation, heldUntil: .after(1_000_000), at: .after(86_500)) == .goes)
        }
    }

    @Test func `the next look is at the earlier of timeout and expiry`() {
        let early = settings { $0.expiresAt = .after(100) }
        #expect(judge(early, .neverEntered, at: .after(0)) == .stays(until: .after(100)))
        #expect(judge(early, .occupied, at: .after(0)) == .stays(until: .after(100)))
        let late = settings { $0.expiresAt = .after(1000) }
        #expect(judge(late, .neverEntered, at: .after(0)) == .stays(until: .after(300)))
    }

    @Test func `what is seen in a room moves its occupation on`() {
        let now = UnixTime.after(50)
        let table: [(RoomOccupation, isOccupied: Bool, RoomOccupation)] = [
            (.neverEntered, false, .neverEntered),
            (.neverEntered, true, .occupied),
            (.occupied, false, .empty(since: now)),
            (.occupied, true, .occupied),
            (.empty(since: .after(1)), false, .empty(since: .after(1))),
            (.empty(since: .after(1)), true, .occupied),
            (.leftBehind(at: .after(1)), false, .leftBehind(at: .after(1))),
            (.leftBehind(at: .after(1)), true, .occupied),
        ]
        for (before, isOccupied, after) in table {
            #expect(before.seen(isOccupied: isOccupied, at: now) == after)
        }
    }
}
