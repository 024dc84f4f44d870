/// Every setting's value, as text and as what it means, and where each came from.
public struct EffectiveSettings: Sendable {
    struct Entry: Sendable {
        var value: SettingValue
        var text: String
        var source: SettingSource
    }

    /// The settings that have a value.
    private(set) var entries: [SettingKey: Entry] = [:]
    /// Everything that is wrong, each in one sentence.
    public private(set) var problems: [String]

    init(problems: [String]) {
        self.problems = problems
    }

    /// Takes a value as its source wrote it, if the setting allows it.
    mutating func set(_ key: SettingKey, text: String, source: SettingSource) {
        guard let value = key.definition.kind.read(text), !key.isTakenAway(by: text) else { return }
        entries[key] = Entry(value: value, text: text, source: source)
    }

    /// Notes a value that the setting does not allow, also one that another source overrides.
    mutating func check(_ key: SettingKey, text: String, source: SettingSource) {
        let definition = key.definition
        guard !key.isTakenAway(by: text), definition.kind.read(text) == nil else { return }
        let shown = definition.isSecret ? "has a value that cannot be used" : "is '\(text.prefix(200))'"
        problems.append("\(key.rawValue) (\(source)) \(shown); it must be \(definition.kind.allowed).")
    }

    /// Notes that settings do not go together.
    mutating func refuse(_ problem: String) {
        problems.append(problem)
    }

    /// Where the value of a setting came from.
    public func source(of key: SettingKey) -> SettingSource {
        entries[key]?.source ?? .standard
    }
}

extension EffectiveSettings {
    /// A setting whose value was refused reads as its default, so that the other settings can still be judged.
    private func value(_ key: SettingKey) -> SettingValue? {
        entries[key]?.value ?? key.definition.standard.flatMap(key.definition.kind.read)
    }

    func flag(_ key: SettingKey) -> Bool? {
        if case .flag(let value)? = value(key) { value } else { nil }
    }

    /// Zero for a setting that is no number.
    func integer(_ key: SettingKey) -> Int {
        if case .integer(let value)? = value(key) { value } else { 0 }
    }

    /// Zero for a setting that is no duration.
    func duration(_ key: SettingKey) -> Duration {
        if case .duration(let value)? = value(key) { value } else { .zero }
    }

    func text(_ key: SettingKey) -> String? {
        if case .text(let value)? = value(key) { value } else { nil }
    }

    /// Empty for a setting that is no list, or has none.
    func list(_ key: SettingKey) -> [String] {
        if case .list(let value)? = value(key) { value } else { [] }
    }
}

extension SettingKey {
    /// An empty text takes a value away where there need not be one.
    fileprivate func isTakenAway(by text: String) -> Bool {
        text.isEmpty && definition.standard == nil
    }
}
