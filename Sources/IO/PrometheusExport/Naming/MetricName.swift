/// A metric's name in Prometheus's form: `[a-zA-Z_:][a-zA-Z0-9_:]*`, counters with `_total`, durations with `_seconds`.
struct MetricName: Sendable, Hashable {
    /// The longest name.
    static let maximumByteCount = 128
    let text: String

    /// Reads the label of a swift-metrics metric; `.` and `-` become `_`, the unit's suffix is added when it is missing.
    ///
    /// `nil` when it still is no name.
    init?(_ label: String, suffix: String = "") {
        let plain = sanitized(label)
        let text = plain.hasSuffix(suffix) ? plain : plain + suffix
        guard text.utf8.count <= Self.maximumByteCount, isName(plain, colons: true) else { return nil }
        self.text = text
    }
}

/// A label's name: `[a-zA-Z_][a-zA-Z0-9_]*`, none of those that Prometheus keeps for itself.
struct LabelName: Sendable, Hashable, Comparable {
    let text: String

    init?(_ name: String) {
        let text = sanitized(name)
        guard text.utf8.count <= MetricName.maximumByteCount, isName(text, colons: false), !text.hasPrefix("__"), text != "le" else {
            return nil
        }
        self.text = text
    }

    static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

private func sanitized(_ text: String) -> String {
    String(text.map { $0 == "." || $0 == "-" ? "_" : $0 })
}

private func isName(_ text: String, colons: Bool) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "_"):
            true
        case UInt8(ascii: ":"): colons
        default: false
        }
    }
}
