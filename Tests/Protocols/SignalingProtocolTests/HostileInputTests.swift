import SignalingProtocol
import Testing

@Suite struct `A hostile message` {
    @Test(arguments: Fixtures.client)
    func `cut short at any byte is refused`(file: Fixtures.File) {
        for length in 0..<file.message.count {
            let error = #expect(throws: SignalingDecodingError.self, "length \(length)") {
                try ClientMessage.decode(Array(file.message.prefix(length)))
            }
            #expect(error?.code == .malformedMessage, "length \(length)")
        }
    }

    @Test(arguments: Fixtures.server)
    func `from a server cut short at any byte is refused`(file: Fixtures.File) {
        for length in 0..<file.message.count {
            let error = #expect(throws: SignalingDecodingError.self, "length \(length)") {
                try ServerMessage.decode(Array(file.message.prefix(length)))
            }
            #expect(error?.code == .malformedMessage, "length \(length)")
        }
    }

    @Test(arguments: Fixtures.client)
    func `with one bit flipped is understood or refused, and never traps`(file: Fixtures.File) {
        var bytes = file.message
        for index in bytes.indices {
            let bit = UInt8(1) << (index % 8)
            bytes[index] ^= bit
            if let message = try? ClientMessage.decode(bytes) {
                #expect((try? ClientMessage.decode(message.encode())) == message, "byte \(index)")
            }
            bytes[index] ^= bit
        }
    }

    @Test(arguments: Fixtures.server)
    func `from a server with one bit flipped is understood or refused, and never traps`(file: Fixtures.File) {
        var bytes = file.message
        for index in bytes.indices {
            let bit = UInt8(1) << (index % 8)
            bytes[index] ^= bit
            if let (message, sequence) = try? ServerMessage.decode(bytes) {
                #expect((try? ServerMessage.decode(message.encodeBody().frame(sequence: sequence)).message) == message, "byte \(index)")
            }
            bytes[index] ^= bit
        }
    }

    @Test func `of random bytes is refused`() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let start = Array("{\"type\":\"data\",\"id\":".utf8)
        for round in 0..<3000 {
            let noise = (0..<Int.random(in: 0...64, using: &generator)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            #expect(throws: SignalingDecodingError.self, "seed \(seed)") {
                try ClientMessage.decode(round.isMultiple(of: 2) ? noise : start + noise)
            }
        }
    }

    @Test func `nested without end is refused, with its id`() {
        for opening in ["[", "{\"x\":"] {
            let bomb = "{\"type\":\"leave\",\"id\":7,\"x\":" + String(repeating: opening, count: 40_000)
            expectRefusal(of: bomb, code: .malformedMessage, id: 7)
        }
    }

    @Test func `with a megabyte of metadata is too large`() {
        let metadata = String(repeating: "x", count: 1_048_576)
        let error = expectRefusal(of: "{\"type\":\"update\",\"id\":7,\"metadata\":\"\(metadata)\"}", code: .messageTooLarge, id: 7)
        #expect(error?.message == "The text has 1048614 bytes; at most 262144 are allowed.")
    }

    @Test func `of exactly 256 KiB is read, and of one byte more is not`() throws {
        let message = "{\"type\":\"leave\",\"id\":7}"
        let padding = String(repeating: " ", count: 262_144 - message.utf8.count)
        #expect(try ClientMessage.decode(Array((message + padding).utf8)) == .leave(Leave(id: 7)))
        expectRefusal(of: message + padding + " ", code: .messageTooLarge, id: 7)
    }

    @Test func `of a flood of small values is refused`() {
        expectRefusal(
            of: "{\"type\":\"leave\",\"id\":7,\"x\":[" + String(repeating: "0,", count: 100_000) + "0]}",
            code: .limitExceeded,
            id: 7
        )
        let row = "[" + String(repeating: "0,", count: 99) + "0]"
        let rows = "[" + String(repeating: row + ",", count: 99) + row + "]"
        expectRefusal(of: "{\"type\":\"leave\",\"id\":7,\"x\":\(rows)}", code: .limitExceeded, id: 7)
        let members = (0..<10_000).map { "\"x\($0)\":0" }.joined(separator: ",")
        expectRefusal(of: "{\"type\":\"leave\",\"id\":7,\(members)}", code: .limitExceeded, id: 7)
    }

    @Test func `is answered with its id only where that can be read`() {
        expectRefusal(of: "{\"type\":\"leave\",\"id\":7,\"x\":tru}", code: .malformedMessage, id: 7)
        expectRefusal(of: "{\"id\":7,\"type\":\"leave\",,}", code: .malformedMessage, id: 7)
        expectRefusal(of: "{\"type\":\"leave\",\"x\":tru,\"id\":7}", code: .malformedMessage, id: nil)
        expectRefusal(
            of: "{\"type\":\"leave\",\"x\":\"\(String(repeating: "x", count: 300))\",\"id\":7,}",
            code: .malformedMessage,
            id: nil
        )
        expectRefusal(of: "{\"type\":\"leave\",\"id\":-7,}", code: .malformedMessage, id: nil)
        expectRefusal(of: "{\"type\":\"mute\",\"id\":7}", code: .malformedMessage, id: 7)
    }

    @Test func `with members that nobody knows is understood without them`() throws {
        let text = "{\"priority\":[1,{\"a\":null}],\"type\":\"leave\",\"__proto__\":{},\"id\":7.0,\"constructor\":1e400000}"
        expectRefusal(of: text, code: .malformedMessage, id: 7)
        let readable = "{\"priority\":[1,{\"a\":null}],\"type\":\"leave\",\"__proto__\":{},\"id\":7.0,\"constructor\":1e40}"
        #expect(try ClientMessage.decode(Array(readable.utf8)) == .leave(Leave(id: 7)))
    }
}
