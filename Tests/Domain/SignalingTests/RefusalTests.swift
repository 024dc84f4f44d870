import Identifiers
import RoomModel
import Rooms
import Signaling
import SignalingProtocol
import TestKit
import Testing

/// The table of `docs/signaling.md`: what closes a socket, with which code, and whether the client should come back by itself.
@Suite struct RefusalTests {
    struct Row: CustomTestStringConvertible {
        let code: SignalingErrorCode
        let closeCode: UInt16
        var reconnect = false
        var testDescription: String { code.rawValue }
    }

    static let table = [
        Row(code: .tokenMalformed, closeCode: 4001),
        Row(code: .tokenAlgorithm, closeCode: 4001),
        Row(code: .tokenUnknownKey, closeCode: 4001),
        Row(code: .tokenSignature, closeCode: 4001),
        Row(code: .tokenExpired, closeCode: 4001),
        Row(code: .tokenNotYetValid, closeCode: 4001),
        Row(code: .tokenNoRoom, closeCode: 4001),
        Row(code: .tokenWrongRoom, closeCode: 4001),
        Row(code: .removed, closeCode: 4003),
        Row(code: .roomNotFound, closeCode: 4004),
        Row(code: .roomEnded, closeCode: 4004),
        Row(code: .roomNotOpen, closeCode: 4004),
        Row(code: .roomExpired, closeCode: 4004),
        Row(code: .roomFull, closeCode: 4010),
        Row(code: .roomLocked, closeCode: 4011),
        Row(code: .denied, closeCode: 4015),
        Row(code: .replaced, closeCode: 4009),
        Row(code: .internal, closeCode: 1011, reconnect: true),
    ]

    @Test(arguments: table)
    func `a refusal at the door says why, in a code and in words, and closes with the right code`(row: Row) async {
        let bench = PeerBench()
        bench.door.refuse("t", row.code)
        await bench.running {
            let socket = bench.connect()
            socket.send(.join(Join(token: "t")))
            await bench.settle()
            #expect(socket.outlet.messages == [.closing(Closing(code: row.code, message: row.code.explanation, reconnect: row.reconnect))])
            #expect(socket.outlet.ending == .init(code: CloseCode(rawValue: row.closeCode), reason: row.code.rawValue))
        }
    }

    @Test func `every reason but the server's own fault has words of its own`() {
        let others = [
            Row(code: .malformedMessage, closeCode: 4000), Row(code: .messageTooLarge, closeCode: 1009),
            Row(code: .unsupportedProtocol, closeCode: 4002), Row(code: .notJoined, closeCode: 4000),
            Row(code: .joinTimeout, closeCode: 4008),
            Row(code: .rateLimited, closeCode: 4029), Row(code: .heartbeatTimeout, closeCode: 4014),
            Row(code: .slowConsumer, closeCode: 4013), Row(code: .serverShutdown, closeCode: 1001),
        ]
        let rows = Self.table + others
        #expect(Set(rows.map(\.code.explanation)).count == rows.count)
        #expect(others.allSatisfy { $0.code.closeCode?.rawValue == $0.closeCode })
    }

    @Test func `the rules of the room refuse in the same way`() async {
        let bench = PeerBench(policy: RoomPolicy(meshMaximum: 1))
        await bench.running {
            _ = await bench.join(.host("hal"))
            let ann = await bench.join(.guest("ann"))
            #expect(ann.outlet.endedWith == .roomFull)
            ann.send(.data(1))
            ann.peer.socketClosed(isGoodbye: false)
            #expect(await bench.occupants?.count == 1)
        }
    }
}
