import Addressing

/// Who is behind a connection, as far as limits go: one IPv4 address, or one IPv6 network of 64 bits, which is what one subscriber gets.
struct ClientAddress: Sendable, Hashable {
    /// Empty for callers without an address, such as those on a local socket.
    private let bytes: [UInt8]

    /// Finds who sent a request.
    ///
    /// - Parameters:
    ///   - peer: The address at the other end of the connection.
    ///   - forwardedFor: The values of `X-Forwarded-For`, to which every proxy appends the address that it saw.
    ///   - trustedProxies: Whose word is taken: what stands before their entries anybody may have written.
    init(peer: String?, forwardedFor: [String], trustedProxies: [IPNetwork]) {
        guard var address = peer.flatMap({ IPAddress($0) }) else {
            bytes = []
            return
        }
        var seen = forwardedFor.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        while trustedProxies.contains(where: { $0.contains(address) }), let entry = seen.popLast() {
            guard let before = IPAddress(entry.drop { $0 == " " }.prefix { $0 != " " }) else { break }
            address = before
        }
        bytes = address.isVersion4 ? address.bytes : Array(address.bytes.prefix(8))
    }
}
