/// Texts made from the registry, so that they cannot drift from it.
public enum SettingsTexts {
    /// `config.example.yaml`: every setting with its default, commented out.
    public static var exampleFile: String {
        var lines = [
            "# Settings of SaleFlow Calls. Made from the settings themselves by `saleflow config example`; a test keeps it so.",
            "# Each can also be given in the environment (SALEFLOW_HTTP_PORT) or as a flag (--http-port), which count for more.",
        ]
        var section: Substring = ""
        for setting in SettingRegistry.all {
            let parts = setting.key.split(separator: ".")
            let isNested = parts.count == 2
            lines.append("")
            if isNested, parts[0] != section { lines.append("\(parts[0]):") }
            section = isNested ? parts[0] : ""
            let indent = isNested ? "  " : ""
            lines.append("\(indent)# \(setting.help)")
            lines.append("\(indent)# Allowed is \(setting.kind.allowed).")
            lines.append("\(indent)# \(parts.last ?? ""): \(example(of: setting))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The flags, for `--help`; narrow enough for a terminal of 80 columns to leave the lines as they are.
    public static var flagHelp: String {
        SettingRegistry.all.map { setting in
            let standard = setting.standard.isEmpty ? "" : " (\(setting.standard))"
            return "  \(setting.flag)\(standard)\n\(indented(setting.help, columns: 76))"
        }.joined(separator: "\n")
    }

    private static func indented(_ text: String, columns: Int) -> String {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.count + word.count + 1 > columns - 6, !last.isEmpty { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines.map { "      " + $0 }.joined(separator: "\n")
    }

    private static func example(of setting: Setting) -> String {
        guard setting.kind != .list else { return "[]" }
        return setting.standard.isEmpty ? "\"\"" : setting.standard
    }
}
