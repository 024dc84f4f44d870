/// Writes the flags for a command's help.
public enum FlagHelp {
    /// Each flag with its default and what it means; narrow enough for a terminal of 80 columns to leave the lines as they are.
    public static var text: String {
        let head = "Settings, each also in a file (--config FILE) and in the environment (SALEFLOW_…):\n\n"
        return head + SettingKey.allCases.map(entry).joined(separator: "\n")
    }

    private static func entry(of key: SettingKey) -> String {
        let definition = key.definition
        let standard = definition.standard ?? definition.standardNote?.replacing("`", with: "")
        let help = definition.summary.replacing("`", with: "").wrapped(columns: 70).map { "      \($0)" }
        return (["  \(key.flag)" + (standard.map { " (\($0))" } ?? "")] + help).joined(separator: "\n")
    }
}
