/// Why the server does not start: a sentence that names the key, where it was set, and what is allowed.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }

    static func unknown(_ name: String, in source: String, known: [String]) -> SettingsError {
        let suggestion = SettingRegistry.suggestion(for: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        return SettingsError("\(source) sets '\(name)', which is no setting.\(suggestion) `saleflow config show` lists them all.")
    }

    static func invalid(_ setting: Setting, _ text: String, from source: String) -> SettingsError {
        let value = setting.isSecret ? "its value" : "'\(text)'"
        return SettingsError("'\(setting.key)' (\(source)) cannot be \(value): allowed is \(setting.kind.allowed).")
    }
}
