import Units

/// Seconds since 1970-01-01T00:00:00Z; fractions are allowed and dropped (RFC 7519 §2).
struct NumericDate: Codable, Sendable, Hashable {
    /// The latest second that is accepted: the largest integer that JSON carries exactly.
    static let limit: Int64 = 9_007_199_254_740_991

    var seconds: Int64

    init(seconds: Int64) {
        self.seconds = seconds
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Double.self)
        // A time before 1970 says no more than 1970 does: long ago.
        let whole = max(0, value.rounded(.down))
        guard whole <= Double(Self.limit), let seconds = Int64(exactly: whole) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "out of range")
        }
        self.seconds = seconds
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }

    var time: UnixTime { UnixTime(seconds: seconds) }
}
