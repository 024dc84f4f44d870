import Foundation
import Yams

/// Reads settings from a YAML file, or a JSON one, which is YAML too.
///
/// Keys may be nested or dotted: `http.port: 80` and `http: {port: 80}` are the same. Texts are taken as they are written, so `on` is no `true`.
enum SettingsFile {
    /// The largest file that is read, in bytes.
    static let maximumByteCount = 256 * 1024
    /// The deepest nesting.
    static let maximumDepth = 4

    static func read(path: String) -> RawSettings {
        let source = SettingSource.file(path: path)
        guard let data = FileManager.default.contents(atPath: path) else {
            return RawSettings(problems: ["The settings \(source) cannot be read."])
        }
        guard data.count <= maximumByteCount, let text = String(data: data, encoding: .utf8) else {
            return RawSettings(problems: ["The settings \(source) is not UTF-8 text of at most \(maximumByteCount) bytes."])
        }
        return read(text: text, source: source)
    }

    static func read(text: String, source: SettingSource) -> RawSettings {
        var settings = RawSettings()
        do {
            guard let node = try Yams.compose(yaml: text), !node.isNothing else { return settings }
            guard case .mapping(let mapping) = node else {
                settings.problems.append("The settings \(source) must hold keys with values.")
                return settings
            }
            flatten(mapping, prefix: "", source: source, into: &settings)
        } catch {
            settings.problems.append("The settings \(source) is neither YAML nor JSON: \(firstLine(of: error))")
        }
        return settings
    }

    private static func flatten(_ mapping: Node.Mapping, prefix: String, source: SettingSource, into settings: inout RawSettings) {
        for (keyNode, node) in mapping {
            guard let part = keyNode.scalar?.string, prefix.split(separator: ".").count < maximumDepth else {
                settings.problems.append("The settings \(source) has a key below '\(prefix)' that names no setting.")
                continue
            }
            let name = prefix + part
            let key = SettingKey(rawValue: name)
            switch node {
            case .mapping(let inner):
                if key != nil {
                    settings.problems.append("\(name) (\(source)) takes a value, not more keys.")
                } else {
                    flatten(inner, prefix: name + ".", source: source, into: &settings)
                }
            case .scalar(let scalar):
                if node.isNothing { continue }
                settings.add(scalar.string, for: name, source: source, key: key)
            case .sequence(let sequence):
                let entries = sequence.map { $0.scalar?.string }
                guard !entries.contains(nil), !entries.contains(where: { $0?.contains(",") ?? false }) else {
                    settings.problems.append("\(name) (\(source)) must be a list of plain values.")
                    continue
                }
                settings.add(entries.compactMap { $0 }.joined(separator: ","), for: name, source: source, key: key)
            case .alias:
                settings.problems.append("\(name) (\(source)) is an alias, which settings cannot be.")
            }
        }
    }

    private static func firstLine(of error: any Error) -> String {
        String(String(describing: error).split(separator: "\n").first ?? "")
    }
}

extension Node {
    /// Whether it is an empty value or `null`: the setting is not given.
    fileprivate var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
