import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct CallRemovalTests {
    @Test func `a removed person goes when the removal is recorded, with the moderator's name in the record`() async {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let id = hal.request { .moderate($0, .remove(ann.participant)) }
        #expect(hal.outlet.acks.isEmpty && ann.outlet.ending == nil, "not before it is recorded")
        await bench.finishWork()
        #expect(bench.records.removals == [.init(identity: .named("ann"), room: .named("demo"), moderator: .named("hal"))])
        #expect(hal.outlet.acks.map(\.id) == [id])
        #expect(ann.outlet.closing?.code == .removed)
        #expect(ann.outlet.closeCode == .removed)
        #expect(ann.resume() == .failed(.removed))
        #expect(bench.enter(.guest("ann", presence: 2)).outcome == .refused(.removed))
    }

    @Test func `a denied person is told that they were denied`() async {
        let bench = CallBench()
        let room = RoomSettings.sample { $0.hasLobby = true }
        let hal = bench.join(.host("hal"), room: room)
        let ann = bench.join(.guest("ann"), room: room)
        hal.request { .moderate($0, .deny(ann.participant)) }
        await bench.finishWork()
        #expect(ann.outlet.closing?.code == .denied)
        #expect(ann.outlet.closeCode == .denied)
        #expect(ann.resume() == .failed(.denied))
    }

    @Test func `when it cannot be recorded the person stays and the moderator is told`() async {
        let bench = CallBench()
        bench.records.breakDown()
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let id = hal.request { .moderate($0, .remove(ann.participant)) }
        await bench.finishWork()
        #expect(hal.outlet.errors.map(\.id) == [id])
        #expect(hal.outlet.errors.map(\.code) == [.internal])
        #expect(ann.outlet.ending == nil)
    }

    @Test func `when there is too much work the person stays and the moderator is told at once`() {
        let bench = CallBench(workMaximum: 1)
        #expect(bench.work.submit {})
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        let id = hal.request { .moderate($0, .remove(ann.participant)) }
        #expect(hal.outlet.errors.map(\.id) == [id])
        #expect(hal.outlet.errors.map(\.code) == [.internal])
        #expect(ann.outlet.ending == nil)
    }

    @Test func `a person who left and came back before it was recorded goes as well`() async {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        hal.request { .moderate($0, .remove(ann.participant)) }
        ann.disconnect(isGoodbye: true)
        let again = bench.join(.guest("ann", presence: 2))
        await bench.finishWork()
        #expect(again.outlet.closing?.code == .removed)
    }

    @Test func `a removal whose room emptied meanwhile is recorded all the same`() async {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"))
        hal.request { .moderate($0, .remove(ann.participant)) }
        ann.disconnect(isGoodbye: true)
        hal.disconnect(isGoodbye: true)
        await bench.finishWork()
        #expect(bench.records.removals.count == 1)
        #expect(bench.occupants == nil)
    }
}
