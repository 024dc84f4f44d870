extension MetricFamily {
    /// Writes the family in Prometheus's text format 0.0.4.
    func write(name: String, into text: inout String) {
        if !help.isEmpty {
            text += "# HELP \(name) \(help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n"))\n"
        }
        switch cells {
        case .counters(let series):
            text += "# TYPE \(name) counter\n"
            for (labels, cell) in series.inOrder { text += line(name, labels, cell.value) }
        case .gauges(let series):
            text += "# TYPE \(name) gauge\n"
            for (labels, cell) in series.inOrder { text += line(name, labels, cell.value) }
        case .histograms(let bounds, let series):
            text += "# TYPE \(name) histogram\n"
            for (labels, cell) in series.inOrder { write(cell.snapshot, bounds: bounds, name: name, labels: labels, into: &text) }
        }
    }

    private func write(_ histogram: HistogramCell.Snapshot, bounds: [Double], name: String, labels: String, into text: inout String) {
        let prefix = labels.isEmpty ? "" : labels + ","
        var total: UInt64 = 0
        for (bound, count) in zip(bounds + [.infinity], histogram.counts) {
            total &+= count
            text += line("\(name)_bucket", "\(prefix)le=\"\(number(bound))\"", Double(total))
        }
        text += line("\(name)_sum", labels, histogram.sum)
        text += line("\(name)_count", labels, Double(total))
    }
}

private func line(_ name: String, _ labels: String, _ value: Double) -> String {
    labels.isEmpty ? "\(name) \(number(value))\n" : "\(name){\(labels)} \(number(value))\n"
}

private func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if let whole = Int64(exactly: value) { return String(whole) }
    return value.description
}

extension Dictionary where Key == String {
    fileprivate var inOrder: [(key: String, value: Value)] { sorted { $0.key < $1.key } }
}
