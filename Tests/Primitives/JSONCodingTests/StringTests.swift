import JSONCoding
import Testing

@Suite struct `A string` {
    @Test(arguments: [
        ("\"\"", ""), ("\"a\"", "a"), ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u0041\\u00e9\\u00E9\"", "Aéé"),
        ("\"\\u0000\"", "\0"), ("\"\\u2028\\u2029\"", "\u{2028}\u{2029}"), ("\"\\ud83d\\ude00\"", "😀"), ("\"\\uD83D\\uDE00x\"", "😀x"),
        ("\"\\udbff\\udfff\"", "\u{10FFFF}"), ("\"\\ud800\\udc00\"", "\u{10000}"), ("\"\\uffff\\ufffe\"", "\u{FFFF}\u{FFFE}"),
        ("\"\u{7F}\u{80}\u{9F}\u{2028}\u{FFFF}\"", "\u{7F}\u{80}\u{9F}\u{2028}\u{FFFF}"), ("\"a\\nb\\nc\"", "a\nb\nc"),
        ("\"é\\né\"", "é\né"),
        ("\"\\ud7ff\\ue000\"", "\u{D7FF}\u{E000}"), ("\"exactly 15 byte\"", "exactly 15 byte"),
        ("\"more than 15 bytes\"", "more than 15 bytes"),
    ])
    func `is the text that it spells`(text: String, value: String) throws {
        guard case .string(let read) = try parse(text).get() else {
            Issue.record("not a string")
            return
        }
        #expect(read.unicodeScalars.elementsEqual(value.unicodeScalars))
    }

    @Test(arguments: [
        ("\"\\x\"", JSONDecodingError.invalidEscape(at: 1)), ("\"\\'\"", .invalidEscape(at: 1)), ("\"\\N\"", .invalidEscape(at: 1)),
        ("\"\\0\"", .invalidEscape(at: 1)), ("\"\\U0041\"", .invalidEscape(at: 1)), ("\"\\u004\"", .invalidEscape(at: 6)),
        ("\"\\u004g\"", .invalidEscape(at: 6)), ("\"\\u 041\"", .invalidEscape(at: 3)), ("\"\\u+041\"", .invalidEscape(at: 3)),
        ("\"\\u{41}\"", .invalidEscape(at: 3)), ("\"\\ud83d\"", .loneSurrogate(at: 1)), ("\"\\ud83dx\"", .loneSurrogate(at: 1)),
        ("\"\\ud83d\\n\"", .loneSurrogate(at: 1)), ("\"\\ud83d\\u0041\"", .loneSurrogate(at: 1)),
        ("\"\\ud83d\\ud83d\"", .loneSurrogate(at: 1)),
        ("\"\\ude00\"", .loneSurrogate(at: 1)), ("\"ab\\udfff\\ud800\"", .loneSurrogate(at: 3)), ("\"\\ud83d\\", .unexpectedEnd(at: 8)),
        ("\"\\ud83d\\u", .unexpectedEnd(at: 9)), ("\"\\ud83d\\ude0", .unexpectedEnd(at: 12)),
    ])
    func `with a wrong escape is refused`(text: String, error: JSONDecodingError) {
        #expect(parse(text) == .failure(error))
    }

    @Test func `holds no control character below U+0020 unescaped`() {
        for byte in UInt8(0)..<0x20 {
            #expect(parse([0x22, 0x61, byte, 0x22]) == .failure(.controlCharacter(byte, at: 2)))
            #expect(parse([0x22, 0x5C, 0x6E, byte, 0x22]) == .failure(.controlCharacter(byte, at: 3)))
        }
    }

    /// What `JSON.stringify` of Node 20 makes of each.
    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("\u{8}\u{9}\u{A}\u{B}\u{C}\u{D}", #""\b\t\n\u000b\f\r""#),
        ("\0\u{1}\u{F}\u{10}\u{1E}\u{1F}", #""\u0000\u0001\u000f\u0010\u001e\u001f""#), ("\u{7F}\u{80}\u{9F}", "\"\u{7F}\u{80}\u{9F}\""),
        ("\u{2028}\u{2029}", "\"\u{2028}\u{2029}\""), ("é😀\u{FFFF}", "\"é😀\u{FFFF}\""), ("</script>", #""</script>""#), ("'`&", #""'`&""#),
        ("a=b\r\na=c\r\n", #""a=b\r\na=c\r\n""#), ("x\u{0}", #""x\u0000""#), ("\"", #""\"""#),
    ])
    func `is written as JavaScript writes it`(text: String, expected: String) {
        #expect(written(.string(text)).utf8.elementsEqual(expected.utf8))
    }
}
