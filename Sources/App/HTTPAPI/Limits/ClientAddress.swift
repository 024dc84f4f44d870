/// Who is behind a connection, as far as limits go: one IPv4 address, or one IPv6 network of 64 bits, which is what one subscriber gets.
struct ClientAddress: Sendable, Hashable {
    private let bytes: [UInt8]

    /// What callers without an address share, such as those on a local socket.
    static let unknown = ClientAddress(bytes: [])

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads an address as people write it; `nil` when it is none.
    ///
    /// An IPv4 address inside an IPv6 one (`::ffff:0:0/96`, RFC 4291 §2.5.5.2) is that IPv4 address.
    init?(_ text: some StringProtocol) {
        if let bytes = Self.ipv4Bytes(text) {
            self.init(bytes: bytes)
            return
        }
        guard let bytes = Self.ipv6Bytes(text) else { return nil }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes.dropFirst(10).prefix(2).allSatisfy { $0 == 0xFF }
        self.init(bytes: isMapped ? Array(bytes.suffix(4)) : Array(bytes.prefix(8)))
    }

    /// Who sent a request.
    ///
    /// - Parameters:
    ///   - peer: The address at the other end of the connection.
    ///   - forwardedFor: The values of `X-Forwarded-For`, to which every proxy appends the address that it saw.
    ///   - trustedProxyCount: How many of those were written by proxies that we know. What stands before them anybody may have written.
    init(peer: String?, forwardedFor: [String], trustedProxyCount: Int) {
        let peerAddress = peer.flatMap { ClientAddress($0) } ?? .unknown
        let seen = forwardedFor.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        guard trustedProxyCount > 0, seen.count >= trustedProxyCount else {
            self = peerAddress
            return
        }
        let entry = seen[seen.count - trustedProxyCount].drop { $0 == " " }
        self = ClientAddress(entry.prefix { $0 != " " }) ?? peerAddress
    }

    private static func ipv4Bytes(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part in part.utf8.count <= 3 ? UInt8(part) : nil }
        return bytes.count == 4 ? bytes : nil
    }

    /// RFC 4291 §2.2, with the shortest form of zeros and the form with a dotted IPv4 address at the end.
    private static func ipv6Bytes(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.count <= 45, text.contains(":") else { return nil }
        let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = groups(halves.first ?? ""), let tail = groups(halves.count == 2 ? halves[1] : "") else { return nil }
        let missing = 16 - head.count - tail.count
        guard halves.count == 2 ? missing >= 2 : missing == 0 else { return nil }
        return head + [UInt8](repeating: 0, count: missing) + tail
    }

    private static func groups(_ text: some StringProtocol) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let dotted = ipv4Bytes(part) {
                bytes += dotted
            } else {
                guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16) else { return nil }
                bytes += [UInt8(truncatingIfNeeded: group >> 8), UInt8(truncatingIfNeeded: group)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }
}
