/// Writes the table of settings in `docs/operations.md`.
public enum SettingsTable {
    /// The table in Markdown, without a line break at the end.
    public static var text: String {
        let head = "| setting | value | default | |\n|---|---|---|---|\n"
        return head + SettingKey.allCases.map(row).joined(separator: "\n")
    }

    private static func row(of key: SettingKey) -> String {
        let definition = key.definition
        let standard = definition.standard.map { "`\($0)`" } ?? definition.standardNote ?? ""
        let secret = definition.isSecret ? " Secret." : ""
        return "| `\(key.rawValue)` | \(definition.kind.allowed) | \(standard) | \(definition.summary)\(secret) |"
    }
}
