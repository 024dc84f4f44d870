/// What a setting's value may be.
enum SettingKind: Sendable {
    /// `true` or `false`.
    case flag
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A length of time.
    case duration(ClosedRange<Duration>)
    /// One of some words.
    case choice([String])
    /// Text that follows a rule.
    case text(TextRule)
    /// Several texts that each follow a rule; separated by commas where there is no other way.
    case list(TextRule)
}

/// A value that was read.
enum SettingValue: Sendable, Hashable {
    case flag(Bool)
    case integer(Int)
    case duration(Duration)
    case text(String)
    case list([String])
}

extension SettingKind {
    /// The most entries of a list.
    static let maximumListCount = 100

    /// Reads a value as it stands in a file, a variable or a flag; `nil` when it is none of this kind.
    func read(_ text: String) -> SettingValue? {
        switch self {
        case .flag:
            switch text.lowercased() {
            case "true", "yes", "on", "1": .flag(true)
            case "false", "no", "off", "0": .flag(false)
            default: nil
            }
        case .integer(let range): Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
        case .duration(let range): DurationText.read(text).flatMap { range.contains($0) ? .duration($0) : nil }
        case .choice(let words): words.contains(text) ? .text(text) : nil
        case .text(let rule): rule.accepts(text) ? .text(text) : nil
        case .list(let rule): Self.list(text, rule)
        }
    }

    private static func list(_ text: String, _ rule: TextRule) -> SettingValue? {
        let entries = text.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map {
            String($0.reversed().trimmingPrefix { $0 == " " }.reversed())
        }
        guard entries.count <= maximumListCount, entries.allSatisfy(rule.accepts) else { return nil }
        return .list(entries)
    }

    /// What is allowed, to end the sentence "it must be …".
    var allowed: String {
        switch self {
        case .flag: "true or false"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "a duration such as 500ms, 30s or 5m, from \(DurationText.write(range.lowerBound)) to \(DurationText.write(range.upperBound))"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .text(let rule): rule.allowed
        case .list(let rule): "a list, each entry \(rule.allowed)"
        }
    }
}
