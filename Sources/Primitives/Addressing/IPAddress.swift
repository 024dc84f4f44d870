/// An IPv4 or IPv6 address.
///
/// An IPv4 address written as IPv6 (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address: rules that name one must hold for the other.
public struct IPAddress: Sendable, Hashable {
    /// The address in network order, 4 or 16 bytes.
    public let bytes: [UInt8]

    /// Creates an address from 4 or 16 bytes in network order; `nil` for any other count.
    public init?(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        switch bytes.count {
        case 4: self.bytes = bytes
        case 16: self.bytes = bytes.starts(with: Self.mappedPrefix) ? Array(bytes.suffix(4)) : bytes
        default: return nil
        }
    }

    /// Reads an address: four decimal numbers without leading zeros, or IPv6 (RFC 4291 §2.2) without a zone.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.longestText else { return nil }
        guard let bytes = text.contains(":") ? Self.version6(text) : Self.version4(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// Whether it is an IPv4 address.
    public var isVersion4: Bool { bytes.count == 4 }

    /// Whether it is `127.0.0.0/8` or `::1`: only this machine can reach it.
    public var isLoopback: Bool {
        isVersion4 ? bytes.first == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }

    /// Whether it is `0.0.0.0` or `::`, which as an address to listen on means all.
    public var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    /// Eight groups of four with an IPv4 address for the last two.
    private static let longestText = 45
}

extension IPAddress {
    private static func version4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            // A leading zero means octal to some readers: an address that two programs read differently is refused.
            guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), part.utf8.count == 1 || part.first != "0"
            else {
                return nil
            }
            guard let byte = UInt8(part) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func version6(_ text: some StringProtocol) -> [UInt8]? {
        guard let gap = firstGap(in: text) else { return groups(text, isLast: true).flatMap { $0.count == 16 ? $0 : nil } }
        guard let head = groups(text[..<gap.lowerBound], isLast: false), let tail = groups(text[gap.upperBound...], isLast: true) else {
            return nil
        }
        // The gap stands for one group of zeros at least.
        guard head.count + tail.count <= 14 else { return nil }
        return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func firstGap<Text: StringProtocol>(in text: Text) -> Range<Text.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if next < text.endIndex, text[index] == ":", text[next] == ":" { return index..<text.index(after: next) }
            index = next
        }
        return nil
    }

    /// The bytes of groups with single colons between them; only the last groups of an address may be an IPv4 address.
    private static func groups(_ text: some StringProtocol, isLast: Bool) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if isLast, index == parts.count - 1, part.contains(".") {
                guard let last = version4(part) else { return nil }
                bytes += last
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16) else {
                    return nil
                }
                bytes += [UInt8(truncatingIfNeeded: group >> 8), UInt8(truncatingIfNeeded: group)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as people write it; IPv6 in the form of RFC 5952 §4.
    public var description: String {
        if isVersion4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        let gap = Self.longestZeros(groups)
        func text(_ groups: some Sequence<UInt16>) -> String { groups.map { String($0, radix: 16) }.joined(separator: ":") }
        guard let gap else { return text(groups) }
        return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
    }

    /// The first of the longest runs of two or more zeros.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start: Int?
        for index in 0...groups.count {
            if index < groups.count, groups[index] == 0 {
                start = start ?? index
                continue
            }
            if let from = start, index - from >= 2, index - from > best?.count ?? 0 { best = from..<index }
            start = nil
        }
        return best
    }
}
