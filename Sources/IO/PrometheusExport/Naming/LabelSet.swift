/// The labels of one series, sorted by name, in the form in which they are written: `a="1",b="2"`.
struct LabelSet: Sendable, Hashable {
    /// The most labels of one series.
    static let maximumCount = 8
    /// The most characters of a label's value; the rest is cut off.
    static let maximumValueLength = 128
    /// What stands for every value once a metric has all the series that it may have.
    static let overflow = "other"

    /// The labels as they are written; empty when there are none.
    let text: String
    /// The same labels with every value replaced by ``overflow``.
    let overflowText: String

    /// Reads the dimensions of a swift-metrics metric; `nil` when a name is none, occurs twice, or there are too many.
    init?(_ dimensions: [(String, String)]) {
        guard dimensions.count <= Self.maximumCount else { return nil }
        var labels: [LabelName: String] = [:]
        for (name, value) in dimensions {
            guard let name = LabelName(name), labels.updateValue(value, forKey: name) == nil else { return nil }
        }
        let names = labels.keys.sorted()
        text = names.map { "\($0.text)=\"\(escaped(String((labels[$0] ?? "").prefix(Self.maximumValueLength))))\"" }.joined(separator: ",")
        overflowText = names.map { "\($0.text)=\"\(Self.overflow)\"" }.joined(separator: ",")
    }

    private init() {
        text = ""
        overflowText = ""
    }

    /// No labels.
    static let none = LabelSet()
}

private func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
}
