import JSONCoding
import Testing

@Suite struct `The UTF-8 of a string` {
    private func isTaken(_ bytes: [UInt8]) -> Bool {
        parse([0x22] + bytes + [0x22]).isSuccess
    }

    @Test(
        arguments: [
            [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF],
            [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
        ] as [[UInt8]]
    )
    func `at the ends of each length is taken`(bytes: [UInt8]) {
        #expect(isTaken(bytes))
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0], [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0xC2], [0xE0, 0x80, 0x80],
            [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82], [0xE2, 0x41, 0x80], [0xE2, 0x82, 0x41], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xEF, 0xBF], [0x41, 0xFF, 0x41],
        ] as [[UInt8]]
    )
    func `that is overlong, a surrogate, cut short or no UTF-8 at all is refused`(bytes: [UInt8]) {
        #expect(!isTaken(bytes))
        #expect(!isTaken(Array("some longer text before it ".utf8) + bytes))
        // The same after an escape, where another path copies the bytes.
        #expect(!isTaken([0x5C, 0x6E] + bytes))
        #expect(!isTaken(bytes + [0x5C, 0x6E]))
    }

    @Test func `cannot be completed by an escape`() {
        #expect(!isTaken([0xC3] + Array("\\u00a9".utf8)))
        #expect(!isTaken([0xED] + Array("\\ud83d\\ude00".utf8)))
        #expect(!isTaken(Array("\\u00c3".utf8) + [0xA9]))
    }

    @Test func `is taken or refused for every pair and many triples of bytes as the table of Unicode says`() {
        for first in UInt8(0x80)...0xFF {
            for second in UInt8.min ... .max where second >= 0x20 && second != 0x22 && second != 0x5C {
                #expect(isTaken([first, second]) == (isLead(first, second, of: 2) && second >= 0x80), "\(first) \(second)")
                guard first >= 0xE0 else { continue }
                for third: UInt8 in [0x7F, 0x80, 0xBF, 0xC0] {
                    let isContinued = (0x80...0xBF).contains(third)
                    #expect(
                        isTaken([first, second, third]) == (isLead(first, second, of: 3) && isContinued),
                        "\(first) \(second) \(third)"
                    )
                    guard first >= 0xF0 else { continue }
                    #expect(
                        isTaken([first, second, third, 0x80]) == (isLead(first, second, of: 4) && isContinued),
                        "\(first) \(second) \(third) 128"
                    )
                }
            }
        }
    }

    /// Table 3-7 of the Unicode Standard: the first two bytes of well-formed sequences of `length` bytes.
    private func isLead(_ first: UInt8, _ second: UInt8, of length: Int) -> Bool {
        switch (length, first) {
        case (2, 0xC2...0xDF): (0x80...0xBF).contains(second)
        case (3, 0xE0): (0xA0...0xBF).contains(second)
        case (3, 0xE1...0xEC), (3, 0xEE...0xEF): (0x80...0xBF).contains(second)
        case (3, 0xED): (0x80...0x9F).contains(second)
        case (4, 0xF0): (0x90...0xBF).contains(second)
        case (4, 0xF1...0xF3): (0x80...0xBF).contains(second)
        case (4, 0xF4): (0x80...0x8F).contains(second)
        default: false
        }
    }
}
