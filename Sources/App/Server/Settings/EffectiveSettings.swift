import Configuration

/// What is set, by whom, after the places were laid over one another: command line over environment over file over defaults.
public struct EffectiveSettings: Sendable {
    private let sources: [SettingsSource]
    private let reader: ConfigReader

    /// Lays the places over one another and checks every value that was given, also those that another place overrides.
    ///
    /// - Throws: ``SettingsError`` with a sentence for the operator.
    public init(arguments: [String], environment: [String: String]) throws(SettingsError) {
        var arguments = arguments
        let path = try Self.takeConfigPath(from: &arguments) ?? environment[SettingsSource.configVariable]
        var sources = [try SettingsSource.flags(arguments), try SettingsSource.environment(environment)]
        if let path { sources.append(try SettingsSource.file(at: path)) }
        for source in sources {
            for (key, text) in source.values {
                guard let setting = SettingRegistry.byKey[key], setting.kind.accepts(text) else {
                    guard let setting = SettingRegistry.byKey[key] else { continue }
                    throw .invalid(setting, text, from: source.name)
                }
            }
        }
        self.sources = sources
        self.reader = ConfigReader(providers: sources.map(Self.provider) + [Self.provider(Self.defaults)])
    }

    /// The text of a setting, its default if nobody gave one; `nil` when that is empty.
    func text(_ key: String) -> String? {
        let isSecret = SettingRegistry.byKey[key]?.isSecret ?? true
        guard let text = reader.string(forKey: ConfigKey(key), isSecret: isSecret), !text.isEmpty else { return nil }
        return text
    }

    /// Where a setting's value comes from; `nil` for the default.
    func source(of key: String) -> String? {
        sources.first { $0.values[key] != nil }?.name
    }

    /// One line for each setting: key, value (a secret only as set or not) and place.
    public var listing: String {
        SettingRegistry.all.map { setting in
            let text = text(setting.key)
            let shown = setting.isSecret ? (text == nil ? "(not set)" : "(set)") : (text ?? "(not set)")
            return "\(setting.key): \(shown)  # \(source(of: setting.key) ?? "default")"
        }.joined(separator: "\n")
    }

    private static let defaults = SettingsSource(
        name: "defaults",
        values: Dictionary(uniqueKeysWithValues: SettingRegistry.all.map { ($0.key, $0.standard) })
    )

    private static func provider(_ source: SettingsSource) -> InMemoryProvider {
        let values = source.values.map { key, text in
            (AbsoluteConfigKey(ConfigKey(key)), ConfigValue(.string(text), isSecret: SettingRegistry.byKey[key]?.isSecret ?? true))
        }
        return InMemoryProvider(name: source.name, values: Dictionary(uniqueKeysWithValues: values))
    }

    /// `--config FILE` is no setting: it says where settings are.
    private static func takeConfigPath(from arguments: inout [String]) throws(SettingsError) -> String? {
        guard let index = arguments.firstIndex(where: { $0 == "--config" || $0.hasPrefix("--config=") }) else { return nil }
        let argument = arguments.remove(at: index)
        if argument.hasPrefix("--config=") { return String(argument.dropFirst("--config=".count)) }
        guard index < arguments.count else { throw SettingsError("'--config' needs the path of a YAML or JSON file.") }
        return arguments.remove(at: index)
    }
}
