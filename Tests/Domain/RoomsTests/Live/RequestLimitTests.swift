import Identifiers
import RoomModel
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct RequestLimitTests {
    private let bench: CallBench
    private let ann: CallClient

    init() {
        var limits = CallEnvironment.RequestLimits()
        limits.burst = 5
        limits.perSecond = 10
        bench = CallBench(limits: limits)
        ann = bench.join(.guest("ann"))
    }

    private func unreadable(_ id: RequestID?, _ code: SignalingErrorCode = .limitExceeded) {
        let (session, outlet) = (ann.session, ann.outlet)
        let error = SignalingDecodingError(code: code, requestID: id, message: "too long")
        bench.shard.assumeIsolated { $0.receivedUnreadable(error, in: session, over: outlet) }
    }

    private func exhaust() {
        for _ in 1...5 { ann.request { .data($0) } }
    }

    @Test func `more than the burst is refused with the request's id, and time gives it back`() {
        exhaust()
        let refused = ann.request { .data($0) }
        #expect(ann.outlet.errors.map(\.code) == [.rateLimited])
        #expect(ann.outlet.errors.map(\.id) == [refused])
        bench.clock.advance(by: .milliseconds(100))
        ann.request { .data($0) }
        #expect(ann.outlet.acks.count == 6)
    }

    @Test func `pings and second joins count too`() {
        exhaust()
        ann.send(.ping(Ping(lastSequence: 0, sentAt: .testStart)))
        ann.send(.join(Join(token: "t")))
        #expect(ann.outlet.errors.map(\.code) == [.rateLimited, .rateLimited])
        #expect(!ann.outlet.messages.contains { $0.type == "pong" })
    }

    @Test func `messages that cannot be read count too`() {
        for _ in 1...6 { unreadable(nil) }
        #expect(ann.outlet.errors.map(\.code) == Array(repeating: .limitExceeded, count: 5) + [.rateLimited])
    }

    @Test func `too many refusals in a row end the socket, the last one answered`() {
        exhaust()
        let refusals = CallEnvironment.RequestLimits.refusalsBeforeClose
        for _ in 1..<refusals { ann.request { .data($0) } }
        #expect(ann.outlet.ending == nil)
        let last = ann.request { .data($0) }
        #expect(ann.outlet.errors.last?.id == last)
        #expect(ann.outlet.errors.count == refusals)
        #expect(ann.outlet.closing?.code == .rateLimited)
        #expect(ann.outlet.closing?.reconnect == true)
        #expect(ann.outlet.closeCode == .rateLimited)
    }

    @Test func `a pause that gives all of the burst back begins the count of refusals anew`() {
        exhaust()
        for _ in 1..<CallEnvironment.RequestLimits.refusalsBeforeClose { ann.request { .data($0) } }
        bench.clock.advance(by: .seconds(60))
        exhaust()
        ann.request { .data($0) }
        #expect(ann.outlet.errors.last?.code == .rateLimited)
        #expect(ann.outlet.ending == nil)
    }

    @Test func `a message that slips through in the middle of a flood does not`() {
        exhaust()
        for _ in 1..<CallEnvironment.RequestLimits.refusalsBeforeClose { ann.request { .data($0) } }
        bench.clock.advance(by: .milliseconds(100))
        ann.request { .data($0) }
        ann.request { .data($0) }
        #expect(ann.outlet.closeCode == .rateLimited)
    }

    @Test func `a flooder who was cut off resumes and is limited as before`() {
        exhaust()
        for _ in 1...CallEnvironment.RequestLimits.refusalsBeforeClose { ann.request { .data($0) } }
        ann.disconnect()
        #expect(ann.resume() == .resumed)
        ann.request { .data($0) }
        #expect(ann.outlet.errors.last?.code == .rateLimited)
        #expect(ann.outlet.ending == nil)
    }

    @Test func `every id is answered once: a repetition is ignored, readable or not`() {
        ann.send(.data(1))
        ann.send(.data(1))
        unreadable(2)
        unreadable(2)
        ann.send(.data(2))
        ann.send(.data(4))
        ann.send(.data(3))
        #expect(ann.outlet.acks.map(\.id) == [1, 4])
        #expect(ann.outlet.errors.map(\.id) == [2])
        #expect(ann.outlet.errors.map(\.code) == [.limitExceeded])
    }

    @Test func `an unreadable request counts as handled, so that a resumed client does not send it again`() {
        unreadable(1)
        ann.disconnect()
        ann.resume()
        #expect(ann.outlet.resumed?.lastID == 1)
    }

    @Test func `a second join or resume is answered and changes nothing`() {
        ann.send(.join(Join(token: "t")))
        ann.send(.resume(Resume(session: .named("other"), resumeToken: "t", lastSequence: 0)))
        #expect(
            ann.outlet.errors
                == Array(repeating: ErrorReply(id: nil, code: .alreadyJoined, message: "This session is open already."), count: 2)
        )
        #expect(bench.occupants?.participants.count == 1)
    }

    @Test func `a ping is answered with both times, outside of the sequence, and confirms`() {
        bench.clock.advance(by: .seconds(3))
        ann.send(.ping(Ping(lastSequence: 0, sentAt: UnixTime(milliseconds: 42))))
        let pong = Pong(sentAt: UnixTime(milliseconds: 42), receivedAt: .testStart + .seconds(3))
        #expect(ann.outlet.sent.last.map { ($0.message, $0.sequence) } ?? (.pong(pong), 0) == (.pong(pong), nil))
    }
}
