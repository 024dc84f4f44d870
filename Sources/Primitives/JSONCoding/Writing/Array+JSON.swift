extension [UInt8] {
    /// Appends `text` in quotation marks with the escapes that `JSON.stringify` uses: `"`, `\` and control characters below U+0020.
    mutating func appendQuoted(_ text: String) {
        let utf8 = text.utf8
        let source = utf8.span
        let firstSpecial = source.indexOfNextSpecial(from: 0)
        guard firstSpecial < source.count else { return appendPlainQuoted(source) }
        append(UInt8(ascii: "\""))
        var start = 0
        var special = firstSpecial
        while special < source.count {
            append(source.extracting(start..<special))
            appendEscape(of: source[special])
            start = special &+ 1
            special = source.indexOfNextSpecial(from: start)
        }
        append(source.extracting(start..<source.count))
        append(UInt8(ascii: "\""))
    }

    /// Appends text that needs no escape, with one check of the capacity.
    @inline(__always)
    private mutating func appendPlainQuoted(_ source: Span<UInt8>) {
        append(addingCapacity: source.count &+ 2) { output in
            output.append(UInt8(ascii: "\""))
            for index in source.indices { output.append(source[index]) }
            output.append(UInt8(ascii: "\""))
        }
    }

    /// Appends the escape of a byte that needs one.
    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        if let letter = shortEscape(of: byte) { return append(letter) }
        guard byte < 0x20 else { return append(byte) }
        append(contentsOf: "u00".utf8)
        append(UInt8(ascii: "0") &+ byte >> 4)
        append(hexadecimalDigit(byte & 0x0F))
    }

    /// Appends `value` in decimal.
    public mutating func appendDecimal(_ value: Int64) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = 20
        var rest = value.magnitude
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            first &-= 1
            digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest > 0 && first > 0
        append(addingCapacity: 21 &- first) { output in
            if value < 0 { output.append(UInt8(ascii: "-")) }
            for index in first..<20 { output.append(digits[index]) }
        }
    }
}

/// The letter that stands for a control character after a backslash, if there is one (ECMA-262 §25.5.2.3, table 79).
private func shortEscape(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    default: nil
    }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &+ value &- 10
}
