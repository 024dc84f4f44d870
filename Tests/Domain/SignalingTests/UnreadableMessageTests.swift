import Identifiers
import RoomModel
import Signaling
import SignalingProtocol
import TestKit
import Testing

@Suite struct UnreadableMessageTests {
    private let bench = PeerBench()

    static let strikes: [(String, SignalingErrorCode)] = [
        ("", .malformedMessage),
        ("no JSON", .malformedMessage),
        ("[]", .malformedMessage),
        ("{}", .malformedMessage),
        (#"{"type":7}"#, .malformedMessage),
        (#"{"type":"data"}"#, .malformedMessage),
        (#"{"type":"dance","id":1}"#, .unknownMessageType),
        (#"{"type":"ping","last_seq":"x","sent_at":1}"#, .malformedMessage),
    ]

    @Test func `before join, what cannot be read is answered without a number, and after the eighth answer the socket ends`() {
        let socket = bench.connect()
        for (text, _) in Self.strikes.dropLast() { socket.send(text) }
        #expect(socket.outlet.ending == nil)
        socket.send("no JSON")
        socket.send("once more")
        #expect(socket.outlet.errors.map(\.code) == Self.strikes.map(\.1))
        #expect(socket.outlet.sequences.isEmpty)
        #expect(socket.outlet.endedWith == .malformedMessage)
        #expect(socket.outlet.closeCode == .protocolError)
    }

    @Test func `after join it is answered under a number, with the request's id if that could be read`() async {
        await bench.running {
            let ann = await bench.join(.guest("ann"))
            for (text, _) in Self.strikes.dropLast() { ann.send(text) }
            #expect(ann.outlet.errors.map(\.code) == Self.strikes.dropLast().map(\.1))
            #expect(ann.outlet.errors.map(\.id) == [nil, nil, nil, nil, nil, nil, 1])
            #expect(ann.outlet.sequences == [1, 2, 3, 4, 5, 6, 7])
            ann.send(.data(2))
            #expect(ann.outlet.acks.map(\.id) == [2], "the session goes on")
            ann.send(#"{"type":"dance","id":3}"#)
            #expect(ann.outlet.errors.last?.id == 3, "the last one is answered like the others")
            #expect(ann.outlet.endedWith == .unknownMessageType)
        }
    }

    @Test func `messages in between do not wipe out what could not be read`() async {
        await bench.running {
            let ann = await bench.join(.guest("ann"))
            for number in 1...8 as ClosedRange<Int64> {
                #expect(ann.outlet.ending == nil)
                ann.send(.data(RequestID(number)))
                ann.send("no JSON")
            }
            #expect(ann.outlet.endedWith == .malformedMessage)
        }
    }

    @Test func `a member beyond its limit is answered and ends nothing`() async {
        await bench.running {
            let ann = await bench.join(.guest("ann"))
            let topic = String(repeating: "x", count: 65)
            for number in 1...20 { ann.send(#"{"type":"data","id":\#(number),"topic":"\#(topic)","payload":""}"#) }
            #expect(ann.outlet.errors.map(\.code) == Array(repeating: .limitExceeded, count: 20))
            #expect(ann.outlet.ending == nil)
        }
    }

    @Test func `limits do not count as strikes`() async {
        await bench.running {
            let ann = await bench.join(.guest("ann"))
            let topic = String(repeating: "x", count: 65)
            for number in 1...10 { ann.send(#"{"type":"data","id":\#(number),"topic":"\#(topic)","payload":""}"#) }
            ann.send("no JSON")
            #expect(ann.outlet.ending == nil)
        }
    }

    @Test func `another version of the protocol ends the socket at once`() {
        let socket = bench.connect()
        socket.send(#"{"type":"join","protocol":2,"token":"t"}"#)
        #expect(socket.outlet.endedWith == .unsupportedProtocol)
        #expect(socket.outlet.closeCode == .unsupportedProtocol)
    }

    @Test func `a message beyond all limits ends the socket`() {
        let socket = bench.connect()
        socket.send(#"{"type":"ping","x":""# + String(repeating: "x", count: 262_144) + #""}"#)
        #expect(socket.outlet.endedWith == .messageTooLarge)
        #expect(socket.outlet.closeCode == .messageTooBig)
    }

    @Test func `what strangers send before join cannot bring anybody in`() async {
        let socket = bench.connect()
        socket.send(#"{"type":"join","protocol":1,"token":""}"#)
        socket.send(#"{"type":"join","protocol":1,"token":"\#(String(repeating: "x", count: 16_385))"}"#)
        socket.send(#"{"type":"join","protocol":1}"#)
        await bench.running { await bench.settle() }
        #expect(socket.outlet.joined == nil)
        #expect(await bench.occupants == nil)
    }
}
