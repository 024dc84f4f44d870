/// Where a value came from.
public enum SettingSource: Sendable, Hashable {
    /// Nobody gave one.
    case standard
    /// A file.
    case file(path: String)
    /// A variable of the environment.
    case variable(name: String)
    /// A flag of the command line.
    case flag(name: String)
}

extension SettingSource: CustomStringConvertible {
    public var description: String {
        switch self {
        case .standard: "default"
        case .file(let path): "file \(path)"
        case .variable(let name): "variable \(name)"
        case .flag(let name): "flag \(name)"
        }
    }
}
