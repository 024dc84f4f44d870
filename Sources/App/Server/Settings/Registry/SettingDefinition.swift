/// What a setting is.
struct SettingDefinition: Sendable {
    let kind: SettingKind
    /// The value that holds when nobody gives one, as it would be written; `nil`: there is none.
    let standard: String?
    /// In place of ``standard``, where the default depends on other settings.
    let standardNote: String?
    let isSecret: Bool
    /// One sentence for the operator.
    let summary: String

    init(_ kind: SettingKind, standard: String? = nil, note: String? = nil, isSecret: Bool = false, _ summary: String) {
        self.kind = kind
        self.standard = standard
        self.standardNote = note
        self.isSecret = isSecret
        self.summary = summary
    }
}
