import Foundation
import SignalingProtocol
import Testing

/// What the fuzz targets of `Fuzz/` found or could have found: the promise of each target, input by input.
@Suite struct `A kept failure of the fuzzer` {
    private static func kept(by target: String) -> [Fixtures.File] {
        Fixtures.files(at: Fixtures.repository.appending(path: "Fuzz/FailCases/\(target)"))
    }

    @Test func `is there to be replayed`() {
        for target in ["FuzzJSON", "FuzzSignalingClientMessage", "FuzzSignalingServerMessage"] {
            #expect(!Self.kept(by: target).isEmpty, "\(target)")
        }
    }

    @Test(arguments: kept(by: "FuzzSignalingClientMessage"))
    func `from a client is read back as it was written, or refused`(file: Fixtures.File) {
        do throws(SignalingDecodingError) {
            let message = try ClientMessage.decode(file.bytes)
            let written = message.encode()
            #expect(try ClientMessage.decode(written) == message)
            #expect(try ClientMessage.decode(written).encode() == written)
        } catch {
            #expect(error.message.hasSuffix("."))
        }
    }

    @Test(arguments: kept(by: "FuzzSignalingServerMessage"))
    func `from a server is read back as it was written, or refused`(file: Fixtures.File) throws {
        guard let (message, sequence) = try? ServerMessage.decode(file.bytes) else { return }
        #expect(try ServerMessage.decode(message.encodeBody().frame(sequence: sequence)) == (message, sequence))
    }

    @Test(arguments: kept(by: "FuzzJSON"))
    func `that is JSON or nearly so is no message`(file: Fixtures.File) {
        #expect(throws: SignalingDecodingError.self) { try ClientMessage.decode(file.bytes) }
    }
}
