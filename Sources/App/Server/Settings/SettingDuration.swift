/// Durations as people write them in settings: a whole number and `ms`, `s`, `m`, `h` or `d`.
enum SettingDuration {
    private static let units: [(suffix: String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// `nil` when `text` is no duration, or longer than can be counted in milliseconds.
    static func parse(_ text: String) -> Duration? {
        for (suffix, milliseconds) in units where text.hasSuffix(suffix) {
            guard let count = Int(text.dropLast(suffix.count)), count >= 0 else { continue }
            let (product, overflow) = count.multipliedReportingOverflow(by: milliseconds)
            return overflow ? nil : .milliseconds(product)
        }
        return nil
    }

    /// The shortest way to write `duration`, to the millisecond.
    static func text(_ duration: Duration) -> String {
        let milliseconds = Int(duration.components.seconds) * 1000 + Int(duration.components.attoseconds / 1_000_000_000_000_000)
        let unit = units.last { milliseconds != 0 && milliseconds % $0.milliseconds == 0 } ?? ("s", 1000)
        return "\(milliseconds / unit.milliseconds)\(unit.suffix)"
    }
}
