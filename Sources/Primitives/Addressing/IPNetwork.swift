/// A block of addresses: an address and how many of its leading bits count (RFC 4632 §3.1).
public struct IPNetwork: Sendable, Hashable, CustomStringConvertible {
    /// The first address of the block.
    public let address: IPAddress
    /// How many leading bits an address must share.
    public let prefixLength: Int

    /// Reads `10.0.0.0/8`, `2001:db8::/32`, or one address alone; bits after the prefix are dropped.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        var length = address.bytes.count * 8
        if parts.count == 2 {
            // A prefix of an IPv4 address in its IPv6 spelling counts the bits of that spelling.
            let extra = address.isVersion4 && first.contains(":") ? 96 : 0
            let digits = parts[1].utf8
            guard (1...3).contains(digits.count), let given = Int(parts[1]), digits.first != UInt8(ascii: "+") else { return nil }
            guard (extra...length + extra).contains(given) else { return nil }
            length = given - extra
        }
        let masked = address.bytes.enumerated().map { index, byte in byte & Self.mask(ofByte: index, prefixLength: length) }
        guard let start = IPAddress(bytes: masked) else { return nil }
        self.address = start
        self.prefixLength = length
    }

    /// Whether `other` is in the block.
    ///
    /// An IPv4 block holds no IPv6 address, nor the other way round.
    public func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        return zip(other.bytes, address.bytes).enumerated().allSatisfy { index, pair in
            pair.0 & Self.mask(ofByte: index, prefixLength: prefixLength) == pair.1
        }
    }

    public var description: String { "\(address)/\(prefixLength)" }

    private static func mask(ofByte index: Int, prefixLength: Int) -> UInt8 {
        let bits = min(8, max(0, prefixLength - index * 8))
        return UInt8(truncatingIfNeeded: 0xFF00 >> bits)
    }
}
