/// Reads settings from the command line: `--http-port 80`, `--http-port=80`, and `--dev` for `--dev=true`.
struct FlagSettings: Sendable {
    var raw = RawSettings()
    /// What `--config` names.
    var file: String?

    /// Other names of flags.
    static let aliases: [String: SettingKey] = ["--tls-mode": .tlsMode]
    static let fileFlag = "--config"
    private static let keys = Dictionary(uniqueKeysWithValues: SettingKey.allCases.map { ($0.flag, $0) }).merging(aliases) { first, _ in
        first
    }

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.first ?? "")
            let isFlag = Self.keys[name].map { if case .flag = $0.definition.kind { true } else { false } } ?? false
            guard name.hasPrefix("--"), name == Self.fileFlag || Self.keys[name] != nil else {
                raw.problems.append(Self.unknown(name))
                // Its value, if it has one, is no mistake of its own.
                if parts.count == 1, let next = rest.first, !next.hasPrefix("--") { rest.removeFirst() }
                continue
            }
            var value = parts.count == 2 ? String(parts[1]) : nil
            if value == nil { value = isFlag && !["true", "false"].contains(rest.first ?? "") ? "true" : rest.popFirst() }
            guard let value else {
                raw.problems.append("The flag \(name) needs a value.")
                continue
            }
            take(value, for: name)
        }
    }

    private mutating func take(_ value: String, for name: String) {
        if name == Self.fileFlag {
            if file != nil { raw.problems.append("The flag \(name) is given twice.") }
            file = value
        } else if let key = Self.keys[name] {
            raw.add(value, for: name, source: .flag(name: name), key: key)
        }
    }

    private static func unknown(_ name: String) -> String {
        let names = (Array(keys.keys) + [fileFlag]).map { String($0.dropFirst(2)) }
        let hint = Suggestion.nearest(to: String(name.drop { $0 == "-" }), among: names).map { " Did you mean --\($0)?" } ?? ""
        return name.hasPrefix("-") ? "The flag \(name) is no setting.\(hint)" : "The argument \(name) is not understood."
    }
}
