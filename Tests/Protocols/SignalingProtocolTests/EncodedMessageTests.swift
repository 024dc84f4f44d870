import Identifiers
import SignalingProtocol
import Testing

@Suite struct `A message encoded once for many` {
    private let message = ServerMessage.data(
        DataMessage(from: ParticipantID(unchecked: "PA_0aB1cD2eF3gH"), topic: "chat", payload: "\"seq\":7", isDirect: false)
    )

    private func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    @Test func `is numbered right after its type`() {
        let encoded = message.encodeBody()
        #expect(text(encoded.bytes) == #"{"type":"data","from":"PA_0aB1cD2eF3gH","topic":"chat","payload":"\"seq\":7","direct":false}"#)
        #expect(
            text(encoded.frame(sequence: 12))
                == #"{"type":"data","seq":12,"from":"PA_0aB1cD2eF3gH","topic":"chat","payload":"\"seq\":7","direct":false}"#
        )
        #expect(encoded.frame(sequence: nil) == encoded.bytes)
    }

    @Test(arguments: [SequenceNumber(1), 9, 10, 99, 1_000_000, 9_007_199_254_740_991])
    func `keeps its parts whatever its number`(sequence: SequenceNumber) throws {
        let encoded = message.encodeBody()
        let frame = encoded.frame(sequence: sequence)
        #expect(try ServerMessage.decode(frame) == (message, sequence))
        #expect(frame.count <= encoded.bytes.count + EncodedMessage.maximumSequenceByteCount)
        var parts = Array(encoded.bytes[..<encoded.spliceOffset])
        EncodedMessage.writeSequence(sequence, into: &parts)
        #expect(parts + encoded.bytes[encoded.spliceOffset...] == frame)
    }

    @Test func `is appended to what is there`() {
        var output = Array("before".utf8)
        message.encodeBody().write(sequence: 3, into: &output)
        message.encodeBody().write(sequence: nil, into: &output)
        #expect(text(output) == "before" + text(message.encodeBody().frame(sequence: 3)) + text(message.encodeBody().bytes))
    }
}
