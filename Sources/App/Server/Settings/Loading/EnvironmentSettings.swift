/// Reads settings from the variables that begin with `SALEFLOW_`.
enum EnvironmentSettings {
    /// Names the settings file; no setting itself.
    static let fileVariable = "SALEFLOW_CONFIG"
    private static let prefix = "SALEFLOW_"
    private static let keys = Dictionary(uniqueKeysWithValues: SettingKey.allCases.map { ($0.variable, $0) })

    static func read(_ environment: [String: String]) -> RawSettings {
        var settings = RawSettings()
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix(prefix) && name != fileVariable {
            guard let key = keys[name] else {
                let names = keys.keys.map { String($0.dropFirst(prefix.count)) }
                let nearest = Suggestion.nearest(to: String(name.dropFirst(prefix.count)), among: names)
                let hint = nearest.map { " Did you mean \(prefix)\($0)?" } ?? ""
                settings.problems.append("The variable \(name) is no setting.\(hint)")
                continue
            }
            // An empty variable is what tools set that have no value to give.
            if !text.isEmpty { settings.values[key] = RawSettings.RawValue(text: text, source: .variable(name: name)) }
        }
        return settings
    }
}
