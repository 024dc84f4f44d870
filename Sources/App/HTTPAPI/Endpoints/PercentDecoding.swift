/// Reads percent-encoded text (RFC 3986 §2.1).
enum PercentDecoding {
    /// Decodes a text.
    ///
    /// - Parameters:
    ///   - encoded: The text as it was sent.
    ///   - plusIsSpace: Whether a plus sign stands for a space, as it does in a form's query.
    /// - Returns: The text that it stands for; `nil` when a percent sign is followed by anything but two hexadecimal digits, or when the
    ///   bytes are not UTF-8.
    static func decode(_ encoded: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var iterator = encoded.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The items of a query by name; of several with one name the first counts.
    ///
    /// `nil` when one cannot be read.
    static func queryItems(_ query: String?) -> [String: String]? {
        var items: [String: String] = [:]
        for item in (query ?? "").split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(parts.first ?? "", plusIsSpace: true),
                let value = decode(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
            else { return nil }
            items[name] = items[name] ?? value
        }
        return items
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
