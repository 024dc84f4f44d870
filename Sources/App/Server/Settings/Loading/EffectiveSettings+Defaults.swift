extension EffectiveSettings {
    /// Gives the settings a value whose default depends on others; `standardNote` of each says how.
    mutating func setDependentDefaults() {
        let isDevelopment = flag(.dev) == true
        if isDevelopment, entries[.apiKey] == nil, entries[.apiSecret] == nil {
            set(.apiKey, text: Settings.developmentKey, source: .standard)
            set(.apiSecret, text: Settings.developmentSecret, source: .standard)
        }
        let hasFiles = entries[.tlsCertificate] != nil || entries[.tlsKey] != nil
        setDefault(.tlsMode, hasFiles ? "files" : "off")
        setDefault(.meetingCreation, entries[.meetingKey] != nil ? "key" : isDevelopment ? "open" : "off")
        setDefault(.roomsOpen, isDevelopment ? "true" : "false")
    }

    private mutating func setDefault(_ key: SettingKey, _ text: String) {
        if entries[key] == nil { set(key, text: text, source: .standard) }
    }
}
