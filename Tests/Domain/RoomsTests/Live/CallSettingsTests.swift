import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing

@Suite struct CallSettingsTests {
    @Test func `what a host changes is saved`() async {
        let bench = CallBench()
        let hal = bench.join(.host("hal"))
        hal.request { .moderate($0, .lock(true)) }
        await bench.finishWork()
        #expect(bench.records.saved == [.sample { $0.isLocked = true }])
    }

    @Test func `changes in quick succession are saved in order, and only the newest of those that wait`() async {
        let bench = CallBench()
        let gate = Gate()
        bench.records.wait(for: gate)
        let hal = bench.join(.host("hal"))
        let running = Task { await bench.work.run() }
        hal.request { .moderate($0, .lock(true)) }
        #expect(await eventually { gate.waitingCount == 1 })
        for _ in 1...3 {
            hal.request { .moderate($0, .lock(false)) }
            hal.request { .moderate($0, .lock(true)) }
        }
        hal.request { .moderate($0, .lock(false)) }
        #expect(bench.work.unfinishedCount == 1, "one write of one room at a time")
        gate.open()
        #expect(await eventually { bench.work.unfinishedCount == 0 })
        bench.work.finish()
        await running.value
        #expect(bench.records.saved.map(\.isLocked) == [true, false])
    }

    @Test func `two rooms are saved beside each other`() async {
        let bench = CallBench()
        let gate = Gate()
        bench.records.wait(for: gate)
        for name in ["one", "two"] {
            bench.join(.host("hal"), room: .sample(named: name)).request { .moderate($0, .lock(true)) }
        }
        let running = Task { await bench.work.run() }
        #expect(await eventually { gate.waitingCount == 2 })
        gate.open()
        bench.work.finish()
        await running.value
        #expect(Set(bench.records.saved.map(\.name.text)) == ["one", "two"])
    }

    @Test func `a change that could not be queued does not hold up the next one`() async {
        let bench = CallBench(workMaximum: 1)
        #expect(bench.work.submit {})
        let hal = bench.join(.host("hal"))
        hal.request { .moderate($0, .lock(true)) }
        let running = Task { await bench.work.run() }
        #expect(await eventually { bench.work.unfinishedCount == 0 })
        hal.request { .moderate($0, .lobby(true)) }
        #expect(await eventually { bench.work.unfinishedCount == 0 })
        bench.work.finish()
        await running.value
        #expect(
            bench.records.saved == [
                .sample { settings in
                    settings.isLocked = true
                    settings.hasLobby = true
                }
            ]
        )
    }
}
