/// What `saleflow config show` prints: every setting with its value and where that came from.
public struct SettingsReport: Sendable, CustomStringConvertible {
    /// One line for each setting, in columns.
    public let description: String

    /// Lists the settings; secrets as `(set)`.
    public init(_ settings: EffectiveSettings) {
        let rows = SettingKey.allCases.map { key in
            (key: key.rawValue, value: Self.value(of: key, in: settings), source: settings.source(of: key).description)
        }
        let widths = (key: rows.map(\.key.count).max() ?? 0, value: min(60, rows.map(\.value.count).max() ?? 0))
        description = rows.map { row in
            "\(Self.padded(row.key, to: widths.key))  \(Self.padded(row.value, to: widths.value))  \(row.source)"
        }.joined(separator: "\n")
    }

    private static func value(of key: SettingKey, in settings: EffectiveSettings) -> String {
        guard let entry = settings.entries[key] else { return "(\(key.definition.standardNote?.replacing("`", with: "") ?? "not set"))" }
        return key.definition.isSecret ? "(set)" : entry.text
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
