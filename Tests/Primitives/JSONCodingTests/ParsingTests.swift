import JSONCoding
import Testing

@Suite struct `A JSON text` {
    @Test(arguments: [
        ("null", JSONValue.null),
        ("true", .bool(true)),
        ("false", .bool(false)),
        ("7", .integer(7)),
        ("\"\"", .string("")),
        ("[]", .array([])),
        ("{}", .object(JSONObject())),
        (" \t\r\n[ 1 , [ ] , { } ] \n", .array([.integer(1), .array([]), .object(JSONObject())])),
        ("{\"b\":1,\"a\":[true,null]}", .object(object(["b": .integer(1), "a": .array([.bool(true), .null])]))),
        (" { \"a\" : \"x\" , \"\" : -1 } ", .object(object(["a": .string("x"), "": .integer(-1)]))),
    ])
    func `is the value that it spells`(text: String, value: JSONValue) {
        #expect(parse(text) == .success(value))
    }

    @Test(arguments: [
        ("", JSONDecodingError.unexpectedEnd(at: 0)),
        ("  ", .unexpectedEnd(at: 2)),
        ("{", .unexpectedEnd(at: 1)),
        ("[", .unexpectedEnd(at: 1)),
        ("[1", .unexpectedEnd(at: 2)),
        ("[1,", .unexpectedEnd(at: 3)),
        ("{\"a\"", .unexpectedEnd(at: 4)),
        ("{\"a\":", .unexpectedEnd(at: 5)),
        ("{\"a\":1", .unexpectedEnd(at: 6)),
        ("\"abc", .unexpectedEnd(at: 4)),
        ("\"abc\\", .unexpectedEnd(at: 5)),
        ("\"\\u00", .unexpectedEnd(at: 5)),
        ("tru", .unexpectedEnd(at: 3)),
        ("-", .unexpectedEnd(at: 1)),
        ("1.", .unexpectedEnd(at: 2)),
        ("1e", .unexpectedEnd(at: 2)),
        ("1e+", .unexpectedEnd(at: 3)),
        ("]", .unexpectedByte(0x5D, at: 0)),
        ("[1,]", .unexpectedByte(0x5D, at: 3)),
        ("[,1]", .unexpectedByte(0x2C, at: 1)),
        ("[1 2]", .unexpectedByte(0x32, at: 3)),
        ("[1}", .unexpectedByte(0x7D, at: 2)),
        ("{\"a\":1]", .unexpectedByte(0x5D, at: 6)),
        ("{\"a\":1,}", .unexpectedByte(0x7D, at: 7)),
        ("{,}", .unexpectedByte(0x2C, at: 1)),
        ("{1:1}", .unexpectedByte(0x31, at: 1)),
        ("{\"a\" 1}", .unexpectedByte(0x31, at: 5)),
        ("{'a':1}", .unexpectedByte(0x27, at: 1)),
        ("nul1", .unexpectedByte(0x31, at: 3)),
        ("True", .unexpectedByte(0x54, at: 0)),
        ("undefined", .unexpectedByte(0x75, at: 0)),
        ("/**/1", .unexpectedByte(0x2F, at: 0)),
        ("\u{FEFF}1", .unexpectedByte(0xEF, at: 0)),
        ("\u{A0}1", .unexpectedByte(0xC2, at: 0)),
        ("\u{B}1", .unexpectedByte(0x0B, at: 0)),
        ("\0", .unexpectedByte(0, at: 0)),
        ("1 1", .trailingBytes(at: 2)),
        ("{}{}", .trailingBytes(at: 2)),
        ("null,", .trailingBytes(at: 4)),
        ("1\0", .trailingBytes(at: 1)),
        ("true1", .trailingBytes(at: 4)),
        ("\"a\"\"b\"", .trailingBytes(at: 3)),
    ])
    func `is refused where it leaves the grammar`(text: String, error: JSONDecodingError) {
        #expect(parse(text) == .failure(error))
    }

    @Test(arguments: [
        ("{\"a\":1,\"a\":2}", 7),
        ("{\"a\":1,\"b\":2,\"\\u0061\":3}", 13),
        ("{\"\":1,\"\":2}", 6),
        ("{\"a\":{\"x\":1,\"x\":1}}", 12),
        ("{\"sdp_m_line_index\":1,\"sdp_m_line_index\":2}", 22),
    ])
    func `may not name a member twice`(text: String, place: Int) {
        guard case .failure(.duplicateMember(_, at: place)) = parse(text) else {
            Issue.record("\(parse(text))")
            return
        }
    }

    @Test func `tells names apart by their bytes and not by what they look like`() throws {
        // U+212B and A with U+030A have three bytes each and are the same character to `String`.
        let value = try parse("{\"\u{212B}\":1,\"A\u{30A}\":2,\"\u{C5}\":3}").get()
        guard case .object(let object) = value else {
            Issue.record("not an object")
            return
        }
        #expect(object.members.count == 3)
        #expect(object["A\u{30A}"] == .integer(2))
        #expect(object["\u{212B}"] == .integer(1))
        #expect(object["\u{C5}"] == .integer(3))
        #expect(object["A"] == nil)
    }

    @Test func `keeps its members in order`() throws {
        guard case .object(let object) = try parse("{\"z\":1,\"a\":2,\"10\":3,\"9\":4,\"__proto__\":5}").get() else {
            Issue.record("not an object")
            return
        }
        #expect(object.members.map(\.name) == ["z", "a", "10", "9", "__proto__"])
    }

    @Test func `cut short at any byte is refused`() throws {
        let text = Array("{\"a\":[1.5e-3,-20,\"x\\u00e9\\n\u{1F600}\",true,false,null,{}],\"b\":{\"c\":\"\"}}".utf8)
        _ = try parse(text).get()
        for length in 0..<text.count {
            #expect(throws: JSONDecodingError.self) { try parse(Array(text.prefix(length))).get() }
        }
    }

    @Test func `describes what is wrong without repeating it`() {
        guard case .failure(let error) = parse("{\"secret\":1,\"secret\":2}") else {
            Issue.record("accepted")
            return
        }
        #expect("\(error)" == "The member at byte 12 is there twice.")
    }
}
