/// A strict parser of RFC 8259: nothing beyond its grammar is taken, and nothing beyond the limits.
///
/// The bytes are handed to every call instead of being stored: a struct that keeps a `Span` needs experimental lifetimes.
struct JSONParser {
    let limits: JSONLimits
    /// The next byte to read.
    var position = 0
    /// Reused by strings with escapes.
    var unescaped: [UInt8] = []
    private var valueCount = 0

    init(limits: JSONLimits) {
        self.limits = limits
    }

    /// The one value that `bytes` is, with white space around it.
    mutating func document(in bytes: Span<UInt8>) throws(JSONDecodingError) -> JSONValue {
        guard bytes.count <= limits.byteCount else { throw .tooManyBytes(maximum: limits.byteCount, actual: bytes.count) }
        skipWhitespace(in: bytes)
        let value = try value(in: bytes, depth: 0)
        skipWhitespace(in: bytes)
        guard position == bytes.count else { throw .trailingBytes(at: position) }
        return value
    }

    /// Members of the outermost object up to the first error: enough to answer a request whose rest is beyond reading.
    mutating func readableMembers(in bytes: Span<UInt8>) -> JSONObject {
        var object = JSONObject()
        skipWhitespace(in: bytes)
        guard position < bytes.count, bytes[position] == UInt8(ascii: "{") else { return object }
        position &+= 1
        while object.members.count < limits.memberCount, let member = try? member(in: bytes, depth: 1) {
            guard object.append(member.name, member.value) else { return object }
            skipWhitespace(in: bytes)
            guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return object }
            position &+= 1
        }
        return object
    }

    // MARK: Values

    /// A value at `position`, `depth` arrays and objects deep.
    private mutating func value(in bytes: Span<UInt8>, depth: Int) throws(JSONDecodingError) -> JSONValue {
        valueCount &+= 1
        guard valueCount <= limits.valueCount else { throw .tooManyValues(maximum: limits.valueCount, at: position) }
        guard position < bytes.count else { throw .unexpectedEnd(at: position) }
        switch bytes[position] {
        case UInt8(ascii: "\""):
            position &+= 1
            return .string(try string(in: bytes))
        case UInt8(ascii: "{"):
            return .object(try object(in: bytes, depth: depth &+ 1))
        case UInt8(ascii: "["):
            return .array(try array(in: bytes, depth: depth &+ 1))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number(in: bytes)
        case UInt8(ascii: "t"):
            try literal("true", in: bytes)
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false", in: bytes)
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null", in: bytes)
            return .null
        case let byte:
            throw .unexpectedByte(byte, at: position)
        }
    }

    private mutating func object(in bytes: Span<UInt8>, depth: Int) throws(JSONDecodingError) -> JSONObject {
        guard depth <= limits.depth else { throw .tooDeep(maximum: limits.depth, at: position) }
        position &+= 1
        skipWhitespace(in: bytes)
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
            position &+= 1
            return JSONObject()
        }
        // Eight hold every message of ours but `joined`, so that the array is allocated once.
        var object = JSONObject(capacity: 8)
        while true {
            guard object.members.count < limits.memberCount else { throw .tooManyMembers(maximum: limits.memberCount, at: position) }
            skipWhitespace(in: bytes)
            let start = position
            let member = try member(in: bytes, depth: depth)
            guard object.append(member.name, member.value) else { throw .duplicateMember(name: member.name, at: start) }
            if try isLast(before: UInt8(ascii: "}"), in: bytes) { return object }
        }
    }

    private mutating func member(in bytes: Span<UInt8>, depth: Int) throws(JSONDecodingError) -> JSONObject.Member {
        skipWhitespace(in: bytes)
        try expect(UInt8(ascii: "\""), in: bytes)
        let name = try string(in: bytes)
        skipWhitespace(in: bytes)
        try expect(UInt8(ascii: ":"), in: bytes)
        skipWhitespace(in: bytes)
        return JSONObject.Member(name: name, value: try value(in: bytes, depth: depth))
    }

    private mutating func array(in bytes: Span<UInt8>, depth: Int) throws(JSONDecodingError) -> [JSONValue] {
        guard depth <= limits.depth else { throw .tooDeep(maximum: limits.depth, at: position) }
        position &+= 1
        skipWhitespace(in: bytes)
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position &+= 1
            return []
        }
        var elements: [JSONValue] = []
        while true {
            guard elements.count < limits.elementCount else { throw .tooManyElements(maximum: limits.elementCount, at: position) }
            skipWhitespace(in: bytes)
            elements.append(try value(in: bytes, depth: depth))
            if try isLast(before: UInt8(ascii: "]"), in: bytes) { return elements }
        }
    }

    // MARK: Tokens

    /// Takes a comma, and is false, or the closing bracket, and is true.
    private mutating func isLast(before closing: UInt8, in bytes: Span<UInt8>) throws(JSONDecodingError) -> Bool {
        skipWhitespace(in: bytes)
        guard position < bytes.count else { throw .unexpectedEnd(at: position) }
        let byte = bytes[position]
        guard byte == closing || byte == UInt8(ascii: ",") else { throw .unexpectedByte(byte, at: position) }
        position &+= 1
        return byte == closing
    }

    private mutating func expect(_ byte: UInt8, in bytes: Span<UInt8>) throws(JSONDecodingError) {
        guard position < bytes.count else { throw .unexpectedEnd(at: position) }
        guard bytes[position] == byte else { throw .unexpectedByte(bytes[position], at: position) }
        position &+= 1
    }

    private mutating func literal(_ text: String, in bytes: Span<UInt8>) throws(JSONDecodingError) {
        for byte in text.utf8 {
            try expect(byte, in: bytes)
        }
    }

    /// RFC 8259 §2: space, tab, line feed and carriage return, nothing else.
    @inline(__always)
    mutating func skipWhitespace(in bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position &+= 1
            default: return
            }
        }
    }
}
