extension JSONParser {
    /// The longest spelling of a number.
    ///
    /// `JSON.stringify` writes at most 25 bytes.
    private static let maximumNumberByteCount = 64

    /// A number at `position`, which holds a minus sign or a digit (RFC 8259 §6).
    mutating func number(in bytes: Span<UInt8>) throws(JSONDecodingError) -> JSONValue {
        let start = position
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position &+= 1 }
        let firstDigit = position
        var magnitude: Int64 = 0
        while let digit = digit(in: bytes) {
            // Only the first 18 digits count here; a longer number is read as a double below.
            magnitude = magnitude &* 10 &+ Int64(digit)
            position &+= 1
        }
        let digitCount = position &- firstDigit
        guard digitCount > 0 else { throw unexpected(in: bytes) }
        guard digitCount == 1 || bytes[firstDigit] != UInt8(ascii: "0") else { throw .invalidNumber(at: start) }
        let isWhole = try skipFractionAndExponent(in: bytes)
        if isWhole, digitCount <= 18, magnitude <= JSONValue.maximumInteger {
            return .integer(isNegative ? 0 &- magnitude : magnitude)
        }
        return try double(in: bytes, from: start)
    }

    /// Takes the rest of a number; true if there was none.
    private mutating func skipFractionAndExponent(in bytes: Span<UInt8>) throws(JSONDecodingError) -> Bool {
        var isWhole = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isWhole = false
            position &+= 1
            try skipDigits(in: bytes)
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position &+= 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position &+= 1
            }
            try skipDigits(in: bytes)
        }
        return isWhole
    }

    private mutating func skipDigits(in bytes: Span<UInt8>) throws(JSONDecodingError) {
        guard digit(in: bytes) != nil else { throw unexpected(in: bytes) }
        while digit(in: bytes) != nil { position &+= 1 }
    }

    @inline(__always)
    private func digit(in bytes: Span<UInt8>) -> UInt8? {
        guard position < bytes.count else { return nil }
        let digit = bytes[position] &- UInt8(ascii: "0")
        return digit <= 9 ? digit : nil
    }

    private func unexpected(in bytes: Span<UInt8>) -> JSONDecodingError {
        position < bytes.count ? .unexpectedByte(bytes[position], at: position) : .unexpectedEnd(at: position)
    }

    /// Reads the number from `start` to `position`, whose grammar has been checked.
    private func double(in bytes: Span<UInt8>, from start: Int) throws(JSONDecodingError) -> JSONValue {
        guard position &- start <= Self.maximumNumberByteCount else { throw .invalidNumber(at: start) }
        var spelling = ""
        for index in start..<position {
            spelling.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        }
        guard let value = Double(spelling) else { throw .invalidNumber(at: start) }
        guard value.isFinite else { throw .numberOutOfRange(at: start) }
        // Exact within ±(2^53 − 1); negative zero becomes zero, as `JSON.stringify` writes it.
        if value.magnitude <= Double(JSONValue.maximumInteger), Double(Int64(value)) == value {
            return .integer(Int64(value))
        }
        return .double(value)
    }
}
