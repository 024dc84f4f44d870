import Fuzzing
import SignalingProtocol

/// Whatever is understood is encoded, understood as the same message and encoded as the same bytes; whatever is refused has a code of its kind
/// and a sentence.
@main
enum FuzzSignalingClientMessage {
    private static let codes: [SignalingErrorCode] = [
        .malformedMessage, .unknownMessageType, .messageTooLarge, .limitExceeded, .unsupportedProtocol,
    ]

    static func main() {
        fuzz { bytes in
            do throws(SignalingDecodingError) {
                let message = try ClientMessage.decode(bytes)
                let written = message.encode()
                guard let again = try? ClientMessage.decode(written) else { broken("an encoded message is understood") }
                guard again == message else { broken("an encoded message is understood as it was") }
                guard again.encode() == written else { broken("a message is encoded in one way") }
            } catch {
                guard codes.contains(error.code) else { broken("a refusal has a code of its kind") }
                guard error.message.hasSuffix(".") else { broken("a refusal has a sentence") }
            }
        }
    }
}
