/// Writes `config.example.yaml`: every setting with what it means and its default.
public enum ExampleFile {
    /// The file's text.
    public static var text: String {
        let head = """
            # Every setting of SaleFlow Calls, with its default. Settings without one are commented out.
            # The same settings can be given as variables (http.port: SALEFLOW_HTTP_PORT) and as flags (--http-port); flags
            # count over variables, variables over this file. Made by `saleflow config example`; do not edit.

            """
        return head + SettingKey.allCases.map(entry).joined()
    }

    private static func entry(of key: SettingKey) -> String {
        let definition = key.definition
        let note = definition.standardNote.map { " Default: \($0)." } ?? ""
        let text = "\(definition.summary) Value: \(definition.kind.allowed).\(note)".replacing("`", with: "")
        let comment = text.wrapped(columns: 110).map { "# \($0)\n" }.joined()
        guard let standard = definition.standard else { return "\n\(comment)# \(key.rawValue):\n" }
        return "\n\(comment)\(key.rawValue): \(standard)\n"
    }
}
