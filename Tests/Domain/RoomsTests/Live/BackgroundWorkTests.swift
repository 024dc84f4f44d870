import Rooms
import Synchronization
import TestKit
import Testing

@Suite struct BackgroundWorkTests {
    @Test func `jobs run, and finishing waits for the last of them`() async {
        let work = BackgroundWork()
        let done = Mutex(0)
        for _ in 1...100 {
            #expect(work.submit { done.withLock { $0 += 1 } })
        }
        #expect(work.unfinishedCount == 100)
        work.finish()
        await work.run()
        #expect(done.withLock { $0 } == 100)
        #expect(work.unfinishedCount == 0)
    }

    @Test func `one job too many is refused, whether the others wait or run`() async {
        let work = BackgroundWork(maximumCount: 3)
        let gate = Gate()
        for _ in 1...3 {
            #expect(work.submit { await gate.pass() })
        }
        #expect(!work.submit {}, "three wait")
        let running = Task { await work.run() }
        #expect(await eventually { gate.waitingCount == 3 })
        #expect(!work.submit {}, "three run")
        gate.open()
        #expect(await eventually { work.unfinishedCount == 0 })
        #expect(work.submit {})
        work.finish()
        await running.value
    }

    @Test func `after finishing no job is taken, and none is counted`() async {
        let work = BackgroundWork()
        work.finish()
        #expect(!work.submit {})
        #expect(work.unfinishedCount == 0)
        await work.run()
    }

    @Test func `a job that waits does not hold up the next`() async {
        let work = BackgroundWork()
        let gate = Gate()
        let second = Mutex(false)
        _ = work.submit { await gate.pass() }
        _ = work.submit { second.withLock { $0 = true } }
        let running = Task { await work.run() }
        #expect(await eventually { second.withLock { $0 } })
        gate.open()
        work.finish()
        await running.value
    }
}
