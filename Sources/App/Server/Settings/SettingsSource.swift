import Foundation
import Yams

/// One place that settings come from, reduced to keys and texts.
///
/// Unknown keys are refused here, where the place can still be named.
struct SettingsSource: Sendable, Hashable {
    /// What the place is called in a sentence.
    let name: String
    let values: [String: String]

    // MARK: Flags

    /// Reads `--http-port 80`, `--http-port=80` and, for flags, `--dev`.
    static func flags(_ arguments: [String]) throws(SettingsError) -> SettingsSource {
        let byFlag = Dictionary(uniqueKeysWithValues: SettingRegistry.all.map { ($0.flag, $0) })
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.first ?? "")
            guard let setting = byFlag[name] else {
                throw .unknown(name, in: "The command line", known: Array(byFlag.keys))
            }
            if parts.count == 2 {
                values[setting.key] = String(parts[1])
            } else if setting.kind == .flag, rest.first.map({ SettingKind.flag($0) == nil }) ?? true {
                values[setting.key] = "true"
            } else if let value = rest.popFirst() {
                values[setting.key] = value
            } else {
                throw SettingsError("'\(name)' on the command line needs a value: allowed is \(setting.kind.allowed).")
            }
        }
        return SettingsSource(name: "command line", values: values)
    }

    // MARK: Environment

    /// Reads the variables that begin with `SALEFLOW_`.
    static func environment(_ variables: [String: String]) throws(SettingsError) -> SettingsSource {
        let byVariable = Dictionary(uniqueKeysWithValues: SettingRegistry.all.map { ($0.variable, $0) })
        var values: [String: String] = [:]
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) where name.hasPrefix("SALEFLOW_") && name != configVariable {
            guard let setting = byVariable[name] else {
                throw .unknown(name, in: "The environment", known: Array(byVariable.keys))
            }
            values[setting.key] = value
        }
        return SettingsSource(name: "environment", values: values)
    }

    /// The variable that names the settings file.
    static let configVariable = "SALEFLOW_CONFIG"

    // MARK: File

    /// The largest settings file, in bytes.
    static let maximumFileByteCount = 1024 * 1024

    /// Reads a YAML file, or a JSON file, which is YAML too.
    static func file(at path: String) throws(SettingsError) -> SettingsSource {
        let name = "the file \(path)"
        let text: String
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            guard data.count <= maximumFileByteCount, let utf8 = String(bytes: data, encoding: .utf8) else {
                throw SettingsError("\(name) is too large or not UTF-8.")
            }
            text = utf8
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError("\(name) cannot be read; check that it exists and that this user may read it.")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw SettingsError("\(name) is neither YAML nor JSON: \(error)")
        }
        var values: [String: String] = [:]
        if let node { try flatten(node, path: [], into: &values, name: name) }
        return SettingsSource(name: name, values: values)
    }

    private static func flatten(
        _ node: Node,
        path: [String],
        into values: inout [String: String],
        name: String
    ) throws(SettingsError) {
        let key = path.joined(separator: ".")
        switch node {
        case .mapping(let mapping):
            for (child, value) in mapping {
                guard let word = child.string else { throw SettingsError("\(name) has a key under '\(key)' that is not text.") }
                try flatten(value, path: path + [word], into: &values, name: name)
            }
        case .sequence(let sequence):
            let setting = try known(key, in: name)
            let elements = sequence.compactMap(\.string)
            guard setting.kind == .list, elements.count == sequence.count else {
                throw .invalid(setting, "a list", from: name)
            }
            values[key] = elements.joined(separator: ",")
        case .scalar(let scalar):
            // An empty file, and a key without a value, say nothing.
            if path.isEmpty || node.tag.description.hasSuffix("null") { return }
            _ = try known(key, in: name)
            guard values.updateValue(scalar.string, forKey: key) == nil else { throw SettingsError("\(name) sets '\(key)' twice.") }
        case .alias:
            throw SettingsError("\(name) uses a YAML alias under '\(key)', which settings do not need.")
        }
    }

    private static func known(_ key: String, in name: String) throws(SettingsError) -> Setting {
        guard let setting = SettingRegistry.byKey[key] else {
            throw .unknown(key, in: name, known: Array(SettingRegistry.byKey.keys))
        }
        return setting
    }
}
