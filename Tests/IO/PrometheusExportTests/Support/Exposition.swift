import Testing

/// A small reader of Prometheus's text format 0.0.4, strict about what the format's specification says.
struct Exposition {
    struct Sample: Hashable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    var help: [String: String] = [:]
    var types: [String: String] = [:]
    var samples: [Sample] = []

    init(_ text: String) throws {
        try #require(text.hasSuffix("\n"), "the last line must end")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("# HELP ") {
                let parts = line.dropFirst(7).split(separator: " ", maxSplits: 1)
                try #require(parts.count == 2 && help.updateValue(String(parts[1]), forKey: String(parts[0])) == nil, "\(line)")
            } else if line.hasPrefix("# TYPE ") {
                let parts = line.dropFirst(7).split(separator: " ")
                try #require(parts.count == 2 && ["counter", "gauge", "histogram"].contains(parts[1]), "\(line)")
                try #require(types.updateValue(String(parts[1]), forKey: String(parts[0])) == nil, "the type of \(parts[0]) is given twice")
            } else {
                samples.append(try Self.sample(line))
            }
        }
        for sample in samples { try #require(family(of: sample.name) != nil, "\(sample.name) has no type") }
        try #require(
            Set(samples.map { "\($0.name)\($0.labels.sorted { $0.key < $1.key })" }).count == samples.count,
            "a series occurs twice"
        )
    }

    func family(of name: String) -> String? {
        if types[name] != nil { return name }
        for suffix in ["_bucket", "_sum", "_count"] where name.hasSuffix(suffix) {
            let family = String(name.dropLast(suffix.count))
            if types[family] == "histogram" { return family }
        }
        return nil
    }

    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    private static func sample(_ line: Substring) throws -> Sample {
        var rest = line
        let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") })
        try #require(!name.isEmpty && name.first?.isNumber == false, "\(line)")
        rest = rest.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            repeat {
                let label = String(rest.prefix { $0 != "=" })
                rest = rest.dropFirst(label.count)
                try #require(rest.hasPrefix("=\""), "\(line)")
                rest = rest.dropFirst(2)
                try #require(labels.updateValue(try quoted(&rest), forKey: label) == nil, "\(line)")
                if rest.first == "," { rest = rest.dropFirst() }
            } while rest.first != "}"
            rest = rest.dropFirst()
        }
        try #require(rest.first == " ", "\(line)")
        return Sample(name: name, labels: labels, value: try #require(Double(rest.dropFirst().replacing("Inf", with: "infinity"))))
    }

    /// Reads a value up to its closing quote, which it takes away too.
    private static func quoted(_ rest: inout Substring) throws -> String {
        var value = ""
        while let character = rest.popFirst() {
            if character == "\"" { return value }
            guard character == "\\" else {
                value.append(character)
                continue
            }
            switch rest.popFirst() {
            case "\\": value.append("\\")
            case "\"": value.append("\"")
            case "n": value.append("\n")
            default: Issue.record("a wrong escape")
            }
        }
        Issue.record("a value without end")
        return value
    }
}
