/// What one source says: texts by key, and what is wrong with it.
struct RawSettings: Sendable {
    var values: [SettingKey: RawValue] = [:]
    var problems: [String] = []

    /// A text and where it stood.
    struct RawValue: Sendable, Hashable {
        var text: String
        var source: SettingSource
    }

    /// Takes a value for a key as written; one that names no setting, or names one for the second time, is a problem.
    mutating func add(_ text: String, for name: String, source: SettingSource, key: SettingKey?) {
        guard let key else {
            let hint = Suggestion.nearest(to: name, among: SettingKey.allCases.map(\.rawValue)).map { " Did you mean \($0)?" } ?? ""
            problems.append("\(name) (\(source)) is no setting.\(hint)")
            return
        }
        guard values[key] == nil else {
            problems.append("\(key.rawValue) is given twice (\(source)).")
            return
        }
        values[key] = RawValue(text: text, source: source)
    }
}
