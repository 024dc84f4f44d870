import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import Synchronization
import TestKit
import Testing
import Units

@Suite struct TokenRefreshTests {
    /// A token of ten minutes, refreshed at half of them; `results` are what the attempts give.
    private final class Issuer: Sendable {
        private let answers: Mutex<[Bool]>
        private let asked = Mutex([UnixTime]())

        init(_ answers: [Bool]) {
            self.answers = Mutex(answers)
        }

        var attempts: [UnixTime] { asked.withLock { $0 } }

        func credential(from start: UnixTime) -> SessionCredential {
            SessionCredential(expiresAt: start + .seconds(600), refreshAt: start + .seconds(300)) { now in
                self.asked.withLock { $0.append(now) }
                let isGranted = self.answers.withLock { $0.isEmpty ? false : $0.removeFirst() }
                return isGranted ? SessionCredential.Fresh(text: "fresh-\(now.seconds)", credential: self.credential(from: now)) : nil
            }
        }
    }

    private func tokens(_ client: CallClient) -> [TokenIssued] {
        client.outlets.flatMap(\.messages).compactMap { if case .token(let token) = $0 { token } else { nil } }
    }

    @Test func `a fresh token is pushed when it is due, once, as part of the sequence`() async {
        let bench = CallBench()
        let issuer = Issuer([true])
        let ann = bench.join(.guest("ann"), credential: issuer.credential(from: .testStart))
        bench.tick(after: .milliseconds(299_999))
        bench.tick(after: .milliseconds(1))
        bench.tick()
        await bench.finishWork()
        #expect(issuer.attempts == [.testStart + .seconds(300)])
        #expect(tokens(ann) == [TokenIssued(token: "fresh-\(UnixTime.testStart.seconds + 300)", expiresAt: .testStart + .seconds(900))])
        #expect(ann.outlet.sequences == [1])
    }

    @Test func `the fresh token is refreshed in its turn`() async {
        let bench = CallBench()
        let issuer = Issuer([true, true])
        let ann = bench.join(.guest("ann"), credential: issuer.credential(from: .testStart))
        let running = Task { await bench.work.run() }
        for _ in 1...2 {
            bench.tick(after: .seconds(300))
            #expect(await eventually { bench.work.unfinishedCount == 0 })
        }
        bench.work.finish()
        await running.value
        #expect(tokens(ann).map(\.expiresAt) == [.testStart + .seconds(900), .testStart + .seconds(1200)])
    }

    @Test func `what cannot be refreshed now is tried again after a while, not at every look`() async {
        let bench = CallBench()
        let issuer = Issuer([false, true])
        let ann = bench.join(.guest("ann"), credential: issuer.credential(from: .testStart))
        let running = Task { await bench.work.run() }
        bench.tick(after: .seconds(300))
        #expect(await eventually { bench.work.unfinishedCount == 0 })
        for _ in 1...19 { bench.tick(after: .milliseconds(500)) }
        #expect(await eventually { bench.work.unfinishedCount == 0 })
        #expect(issuer.attempts.count == 1)
        #expect(tokens(ann).isEmpty)
        bench.tick(after: .milliseconds(500))
        bench.work.finish()
        await running.value
        #expect(issuer.attempts.count == 2)
        #expect(tokens(ann).count == 1)
    }

    @Test func `somebody who is away gets the token when they resume`() async {
        let bench = CallBench()
        _ = bench.join(.host("hal"))
        let ann = bench.join(.guest("ann"), credential: Issuer([true]).credential(from: .testStart))
        bench.clock.advance(by: .seconds(290))
        ann.disconnect()
        bench.tick(after: .seconds(10))
        await bench.finishWork()
        #expect(tokens(ann).isEmpty)
        ann.resume()
        #expect(tokens(ann).count == 1)
    }

    @Test func `a token for somebody who left meanwhile goes nowhere`() async {
        let bench = CallBench()
        let ann = bench.join(.guest("ann"), credential: Issuer([true]).credential(from: .testStart))
        bench.tick(after: .seconds(300))
        ann.disconnect(isGoodbye: true)
        await bench.finishWork()
        #expect(tokens(ann).isEmpty)
    }

    @Test func `when there is too much work the refresh is tried at the next look`() async {
        let bench = CallBench(workMaximum: 1)
        let issuer = Issuer([true])
        let ann = bench.join(.guest("ann"), credential: issuer.credential(from: .testStart))
        #expect(bench.work.submit {})
        bench.tick(after: .seconds(300))
        let running = Task { await bench.work.run() }
        #expect(await eventually { bench.work.unfinishedCount == 0 })
        bench.tick(after: .milliseconds(500))
        bench.work.finish()
        await running.value
        #expect(tokens(ann).count == 1)
    }
}
