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

    /// The flags, for `--help`.
    public static var flagHelp: String {
        let width = (SettingRegistry.all.map(\.flag.count).max() ?? 0) + 2
        return SettingRegistry.all.map { setting in
            let standard = setting.standard.isEmpty ? "" : " (\(setting.standard))"
            return "  " + setting.flag + String(repeating: " ", count: width - setting.flag.count) + setting.help + standard
        }.joined(separator: "\n")
    }

    private static func example(of setting: Setting) -> String {
        guard setting.kind != .list else { return "[]" }
        return setting.standard.isEmpty ? "\"\"" : setting.standard
    }
}
