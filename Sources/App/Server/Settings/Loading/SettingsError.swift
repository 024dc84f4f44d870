/// Why the server does not start: everything that is wrong with its settings, each in one sentence.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The sentences.
    ///
    /// None shows a secret.
    public let problems: [String]

    public var description: String { problems.joined(separator: "\n") }
}
