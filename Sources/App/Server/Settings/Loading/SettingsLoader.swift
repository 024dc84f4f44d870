import Configuration
import Synchronization

/// Puts the sources over each other: flags over variables over the file over the defaults.
enum SettingsLoader {
    /// Reads everything that was said; what is wrong stands in the result's `problems`.
    static func load(flags arguments: [String], environment: [String: String]) -> EffectiveSettings {
        let flags = FlagSettings(arguments)
        let variables = EnvironmentSettings.read(environment)
        let named = flags.file ?? environment[EnvironmentSettings.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        let file = named.map(SettingsFile.read(path:)) ?? RawSettings()
        return resolve([flags.raw, variables, file])
    }

    /// Lets swift-configuration decide which source counts for each key; the first one that has a value does.
    static func resolve(_ sources: [RawSettings]) -> EffectiveSettings {
        let recorder = SourceRecorder()
        let providers = sources.enumerated().map { index, source in provider(name: String(index), source) }
        let reader = ConfigReader(providers: providers + [defaults()], accessReporter: recorder)
        var settings = EffectiveSettings(problems: sources.flatMap(\.problems))
        for source in sources {
            for (key, value) in source.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                settings.check(key, text: value.text, source: value.source)
            }
        }
        for key in SettingKey.allCases {
            guard let text = reader.string(forKey: ConfigKey(key.rawValue), isSecret: key.definition.isSecret) else { continue }
            let index = recorder.lastProvider
            let source = sources.indices.contains(index) ? sources[index].values[key]?.source : nil
            settings.set(key, text: text, source: source ?? .standard)
        }
        settings.setDependentDefaults()
        return settings
    }

    private static func provider(name: String, _ source: RawSettings) -> InMemoryProvider {
        let values = source.values.map { key, value in
            (AbsoluteConfigKey(ConfigKey(key.rawValue)), ConfigValue(.string(value.text), isSecret: key.definition.isSecret))
        }
        return InMemoryProvider(name: name, values: Dictionary(uniqueKeysWithValues: values))
    }

    private static func defaults() -> InMemoryProvider {
        let values = SettingKey.allCases.compactMap { key in
            key.definition.standard.map { (AbsoluteConfigKey(ConfigKey(key.rawValue)), ConfigValue(.string($0), isSecret: false)) }
        }
        return InMemoryProvider(name: "defaults", values: Dictionary(uniqueKeysWithValues: values))
    }
}

/// Remembers which provider answered last: the reader asks them in order and stops at the first that has a value.
private final class SourceRecorder: AccessReporter {
    private let last = Mutex(0)

    var lastProvider: Int { last.withLock { $0 } }

    func report(_ event: AccessEvent) {
        last.withLock { $0 = event.providerResults.count - 1 }
    }
}
