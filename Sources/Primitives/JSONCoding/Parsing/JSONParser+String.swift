extension JSONParser {
    /// A string whose opening quotation mark has been taken (RFC 8259 §7).
    mutating func string(in bytes: Span<UInt8>) throws(JSONDecodingError) -> String {
        let start = position
        let end = try endOfPlainRun(in: bytes)
        guard bytes[end] == UInt8(ascii: "\"") else { return try stringWithEscapes(in: bytes, from: start) }
        position = end &+ 1
        return try Self.text(of: bytes.extracting(start..<end), at: start)
    }

    /// The index of the next quotation mark or backslash, which is within `bytes`.
    @inline(__always)
    private func endOfPlainRun(in bytes: Span<UInt8>) throws(JSONDecodingError) -> Int {
        let end = bytes.indexOfNextSpecial(from: position)
        guard end < bytes.count else { throw .unexpectedEnd(at: end) }
        guard bytes[end] >= 0x20 else { throw .controlCharacter(bytes[end], at: end) }
        return end
    }

    private mutating func stringWithEscapes(in bytes: Span<UInt8>, from start: Int) throws(JSONDecodingError) -> String {
        unescaped.removeAll(keepingCapacity: true)
        while true {
            let end = try endOfPlainRun(in: bytes)
            unescaped.append(bytes.extracting(position..<end))
            position = end &+ 1
            if bytes[end] == UInt8(ascii: "\"") { break }
            try escape(in: bytes)
        }
        // Checked as a whole: the bytes around an escape cannot complete each other, for an escape gives whole sequences.
        return try Self.text(of: unescaped.span, at: start)
    }

    /// What follows a backslash.
    private mutating func escape(in bytes: Span<UInt8>) throws(JSONDecodingError) {
        guard position < bytes.count else { throw .unexpectedEnd(at: position) }
        let byte = bytes[position]
        position &+= 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try escapedScalar(in: bytes)
            unescaped.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default: throw .invalidEscape(at: position &- 2)
        }
    }

    /// The character of `\uXXXX`, or of two of them that form a surrogate pair; the first `\u` has been taken.
    private mutating func escapedScalar(in bytes: Span<UInt8>) throws(JSONDecodingError) -> Unicode.Scalar {
        let start = position &- 2
        let high = try hexadecimal(in: bytes)
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00 else { throw .loneSurrogate(at: start) }
        for byte in "\\u".utf8 {
            guard position < bytes.count else { throw .unexpectedEnd(at: position) }
            guard bytes[position] == byte else { throw .loneSurrogate(at: start) }
            position &+= 1
        }
        let low = try hexadecimal(in: bytes)
        guard (0xDC00...0xDFFF).contains(low) else { throw .loneSurrogate(at: start) }
        let value = 0x10000 &+ ((high &- 0xD800) << 10) &+ (low &- 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw .loneSurrogate(at: start) }
        return scalar
    }

    private mutating func hexadecimal(in bytes: Span<UInt8>) throws(JSONDecodingError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw .unexpectedEnd(at: position) }
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
            default: throw .invalidEscape(at: position)
            }
            value = value << 4 | UInt32(digit)
            position &+= 1
        }
        return value
    }

    /// Strict UTF-8 (RFC 3629): overlong forms, surrogates and truncated sequences are refused, never repaired.
    @inline(__always)
    private static func text(of bytes: Span<UInt8>, at start: Int) throws(JSONDecodingError) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: bytes))
        } catch {
            throw .invalidUTF8(at: start)
        }
    }
}
