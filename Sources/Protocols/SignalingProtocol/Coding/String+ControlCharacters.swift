extension String {
    /// Whether there is a control character: C0 (but for CR and LF, if those are allowed), delete, or C1.
    func hasControlCharacters(allowingLineBreaks: Bool) -> Bool {
        let utf8 = utf8
        let bytes = utf8.span
        return bytes.mayHaveControlCharacters(allowingLineBreaks: allowingLineBreaks)
            && bytes.hasControlCharacters(allowingLineBreaks: allowingLineBreaks)
    }
}

extension Span<UInt8> {
    /// Rules most texts out, SDP among them: no C0, no delete, and no byte that C1 begins with.
    ///
    /// Without a branch inside, so that the compiler makes vector instructions of it: a session description has thousands of bytes.
    fileprivate func mayHaveControlCharacters(allowingLineBreaks: Bool) -> Bool {
        let lineFeed: UInt8 = allowingLineBreaks ? 0x0A : 0x20
        let carriageReturn: UInt8 = allowingLineBreaks ? 0x0D : 0x20
        var isSuspicious: UInt8 = 0
        for index in indices {
            let byte = self[index]
            let isC0: UInt8 = (byte < 0x20 ? 1 : 0) & (byte != lineFeed ? 1 : 0) & (byte != carriageReturn ? 1 : 0)
            isSuspicious |= isC0 | (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 1 : 0)
        }
        return isSuspicious != 0
    }

    fileprivate func hasControlCharacters(allowingLineBreaks: Bool) -> Bool {
        var previous: UInt8 = 0
        for index in indices {
            let byte = self[index]
            if byte < 0x20 {
                guard allowingLineBreaks, byte == 0x0A || byte == 0x0D else { return true }
            } else if byte == 0x7F || (previous == 0xC2 && (0x80...0x9F).contains(byte)) {
                return true
            }
            previous = byte
        }
        return false
    }
}
