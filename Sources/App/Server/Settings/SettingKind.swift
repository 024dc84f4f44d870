/// What a setting may hold.
enum SettingKind: Sendable, Hashable {
    case text
    /// Never printed.
    case secret
    case path
    case flag
    case integer(ClosedRange<Int>)
    case duration(ClosedRange<Duration>)
    case choice([String])
    /// Elements separated by commas; a list in a file.
    case list

    /// The rule in words, for a sentence that begins "allowed is …".
    var allowed: String {
        switch self {
        case .text, .secret: "any text"
        case .path: "a path"
        case .flag: "true or false"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "a duration from \(SettingDuration.text(range.lowerBound)) to \(SettingDuration.text(range.upperBound)), such as 500ms, 30s, 5m or 2h"
        case .choice(let words): words.count == 1 ? words[0] : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        case .list: "a list separated by commas"
        }
    }

    /// Whether `text` is a value of this kind.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .text, .secret, .list: true
        case .path: !text.isEmpty
        case .flag: SettingKind.flag(text) != nil
        case .integer(let range): Int(text).map(range.contains) ?? false
        case .duration(let range): SettingDuration.parse(text).map(range.contains) ?? false
        case .choice(let words): words.contains(text)
        }
    }

    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }
}
