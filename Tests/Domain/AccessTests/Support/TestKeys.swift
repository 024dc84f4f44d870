import Access
import Units

enum TestKeys {
    static let secret = "test-secret-test-secret-test-0001"

    static func ring() throws -> KeyRing {
        KeyRing(try APIKey(id: "APItest", secret: secret))
    }
}

extension UnixTime {
    /// The `nbf` of ``RawToken/claims(_:)``.
    static let start = UnixTime(seconds: 1_000_000)
}

/// Deterministic, for tests that need random bits.
struct CountingGenerator: RandomNumberGenerator {
    var value: UInt64 = 0

    mutating func next() -> UInt64 {
        value &+= 0x9E37_79B9_7F4A_7C15
        return value ^ value >> 29
    }
}
