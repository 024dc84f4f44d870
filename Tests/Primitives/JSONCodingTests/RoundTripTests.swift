import JSONCoding
import Testing

@Suite struct `Whatever the writer writes` {
    @Test func `the parser reads back as the same value, and the writer writes again as the same bytes`() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var values = RandomValues(seed: seed)
        for _ in 0..<1500 {
            let value = values.value(depth: 0)
            let bytes = value.canonicalBytes
            let read = try parse(bytes).get()
            #expect(read == value, "seed \(seed): \(written(value))")
            #expect(read.canonicalBytes == bytes, "seed \(seed): \(written(value))")
        }
    }

    @Test func `with one bit flipped is read or refused, and never traps`() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var values = RandomValues(seed: seed)
        for _ in 0..<60 {
            var bytes = values.value(depth: 0).canonicalBytes
            for index in bytes.indices {
                let bit = UInt8(1) << (index % 8)
                bytes[index] ^= bit
                if case .success(let value) = parse(bytes) {
                    #expect(parse(value.canonicalBytes) == .success(value), "seed \(seed)")
                }
                bytes[index] ^= bit
            }
        }
    }
}

/// Values of every kind, the same for the same seed.
private struct RandomValues {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 9 : 6), using: &generator) {
        case 0: .null
        case 1: .bool(.random(using: &generator))
        case 2: .integer(.random(in: -JSONValue.maximumInteger...JSONValue.maximumInteger, using: &generator))
        case 3: .integer(.random(in: -300...300, using: &generator))
        case 4: double()
        case 5: .string(text())
        case 6: .array((0..<Int.random(in: 0...6, using: &generator)).map { _ in value(depth: depth + 1) })
        default: .object(object(depth: depth))
        }
    }

    private mutating func object(depth: Int) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let name = text()
            object.append(name, value(depth: depth + 1))
        }
        return object
    }

    /// Finite and not an integer of ours, which would be read as one.
    private mutating func double() -> JSONValue {
        let value = Double(bitPattern: generator.next())
        guard value.isFinite, Int64(exactly: value).map({ abs($0) > JSONValue.maximumInteger }) ?? true else { return .double(0.5) }
        return .double(value)
    }

    private mutating func text() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...24, using: &generator) {
            let limit: UInt32 = [0x20, 0x80, 0x80, 0x800, 0xFFFF, 0x10FFFF].randomElement(using: &generator) ?? 0x80
            text.append(Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) ?? "\u{FFFD}")
        }
        return String(text)
    }
}
