import Units

/// Durations as people write them: a number and a unit, `ms`, `s`, `m`, `h` or `d`.
enum DurationText {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("ms", 1), ("s", 1000),
    ]

    /// Reads `500ms`, `30s`, `1.5m`, or `0`; `nil` when it is none or has no unit.
    static func read(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let unit = units.first(where: { $0.name == text.dropFirst(digits.count) })?.milliseconds else { return nil }
        guard digits.utf8.count <= 12, digits.first != ".", digits.last != ".", let number = Double(digits) else { return nil }
        let milliseconds = number * Double(unit)
        guard milliseconds < 1e15 else { return nil }
        return .milliseconds(Int64(milliseconds.rounded()))
    }

    /// Writes a duration in the largest unit that needs no fraction.
    static func write(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        if milliseconds == 0 { return "0" }
        let unit = units.first { $0.milliseconds != 1 && milliseconds.isMultiple(of: $0.milliseconds) }
        return unit.map { "\(milliseconds / $0.milliseconds)\($0.name)" } ?? "\(milliseconds)ms"
    }
}
