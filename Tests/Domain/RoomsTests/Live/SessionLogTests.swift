import Identifiers
@testable import Rooms
import SignalingProtocol
import TestKit
import Testing

@Suite struct SessionLogTests {
    private func message(_ payload: String = "x") -> EncodedMessage {
        ServerMessage.data(DataMessage(from: .named("ann"), topic: "chat", payload: payload, isDirect: false)).encodeBody()
    }

    private func log(_ count: Int) -> SessionLog {
        var log = SessionLog()
        for _ in 0..<count { _ = log.append(message()) }
        return log
    }

    private func sequences(_ log: SessionLog, after sequence: SequenceNumber) -> [Int64]? {
        log.messages(after: sequence)?.map(\.sequence.rawValue)
    }

    @Test func `messages are numbered from 1`() {
        var log = SessionLog()
        #expect(log.nextSequence == 1)
        #expect(log.append(message()) == 1)
        #expect(log.append(message()) == 2)
        #expect(log.nextSequence == 3)
    }

    @Test func `what came after a number is replayed under its own number, in order and with its content`() {
        var log = SessionLog()
        for number in 1...5 { _ = log.append(message("\(number)")) }
        let replayed = log.messages(after: 2)
        #expect(replayed == (3...5).map { NumberedMessage(sequence: SequenceNumber($0), message: message("\($0)")) })
        #expect(log.messages(after: 5) == [])
        #expect(sequences(log, after: 0) == [1, 2, 3, 4, 5])
    }

    @Test func `an empty log replays nothing, and nothing is known of the future`() {
        #expect(SessionLog().messages(after: 0) == [])
        #expect(SessionLog().messages(after: 1) == nil)
        #expect(log(3).messages(after: 4) == nil)
        #expect(log(3).messages(after: SequenceNumber(Int64.max)) == nil)
        #expect(log(3).messages(after: SequenceNumber(Int64.min)) == nil)
    }

    @Test(arguments: 0...6)
    func `what is confirmed is not replayed, and the rest is`(confirmed: Int64) {
        var log = log(6)
        log.confirm(SequenceNumber(confirmed))
        #expect(sequences(log, after: SequenceNumber(confirmed)) == Array(confirmed + 1..<7))
        #expect(log.nextSequence == 7)
        if confirmed > 0 { #expect(log.messages(after: SequenceNumber(confirmed - 1)) == nil) }
    }

    @Test func `a number that was never sent confirms nothing, and an old one takes nothing back`() {
        var log = log(3)
        log.confirm(4)
        log.confirm(SequenceNumber(Int64.max))
        log.confirm(SequenceNumber(-1))
        #expect(sequences(log, after: 0) == [1, 2, 3])
        log.confirm(2)
        log.confirm(1)
        #expect(sequences(log, after: 2) == [3])
    }

    @Test func `numbering goes on after everything was confirmed`() {
        var log = log(3)
        log.confirm(3)
        #expect(log.append(message()) == 4)
        #expect(sequences(log, after: 3) == [4])
        #expect(log.messages(after: 2) == nil)
    }

    @Test func `the oldest go when there are too many`() {
        let log = log(SessionLog.maximumCount + 1)
        #expect(log.messages(after: 0) == nil)
        #expect(log.messages(after: 1)?.count == SessionLog.maximumCount)
        #expect(log.messages(after: 1)?.first?.sequence == 2)
    }

    @Test func `the oldest go when there are too many bytes`() {
        var log = SessionLog()
        let large = message(String(repeating: "x", count: SessionLog.maximumByteCount / 4))
        for _ in 1...4 { _ = log.append(large) }
        #expect(log.messages(after: 0) == nil)
        #expect(sequences(log, after: 1) == [2, 3, 4])
    }

    @Test func `a message larger than the whole log leaves an empty log that goes on`() {
        var log = log(3)
        #expect(log.append(message(String(repeating: "x", count: SessionLog.maximumByteCount))) == 4)
        #expect(log.messages(after: 3) == nil)
        #expect(log.messages(after: 4) == [])
        #expect(log.append(message()) == 5)
        #expect(sequences(log, after: 4) == [5])
    }

    @Test func `confirming bit by bit and overflowing by turns loses no number`() {
        var log = SessionLog()
        var confirmed: Int64 = 0
        for number in 1...5_000 as ClosedRange<Int64> {
            #expect(log.append(message()) == SequenceNumber(number))
            if number % 7 == 0 {
                confirmed += 3
                log.confirm(SequenceNumber(confirmed))
            }
            let last = max(confirmed, number - Int64(SessionLog.maximumCount))
            #expect(log.messages(after: SequenceNumber(last))?.first?.sequence.rawValue == (last == number ? nil : last + 1))
        }
    }
}
