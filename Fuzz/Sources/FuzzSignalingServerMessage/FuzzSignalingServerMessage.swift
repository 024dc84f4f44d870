import Fuzzing
import SignalingProtocol

/// Whatever is understood is encoded, numbered, and understood as the same message with the same number.
@main
enum FuzzSignalingServerMessage {
    static func main() {
        fuzz { bytes in
            guard let (message, sequence) = try? ServerMessage.decode(bytes) else { return }
            let written = message.encodeBody().frame(sequence: sequence)
            guard let again = try? ServerMessage.decode(written) else { broken("an encoded message is understood") }
            guard again == (message, sequence) else { broken("an encoded message is understood as it was") }
        }
    }
}
