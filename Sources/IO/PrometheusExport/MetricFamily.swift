/// All series of one name.
struct MetricFamily: Sendable {
    enum Cells: Sendable {
        case counters([String: CounterCell])
        case gauges([String: GaugeCell])
        case histograms(bounds: [Double], [String: HistogramCell])
    }

    let help: String
    let maximumSeries: Int
    var cells: Cells
}

extension MetricFamily {
    /// The series with these labels, made if need be; `nil` when the family is of another kind.
    mutating func counter(_ labels: LabelSet) -> CounterCell? {
        guard case .counters(var series) = cells else { return nil }
        let cell = series.cell(labels, maximum: maximumSeries, make: CounterCell.init)
        cells = .counters(series)
        return cell
    }

    /// The series with these labels, made if need be; `nil` when the family is of another kind.
    mutating func gauge(_ labels: LabelSet) -> GaugeCell? {
        guard case .gauges(var series) = cells else { return nil }
        let cell = series.cell(labels, maximum: maximumSeries, make: GaugeCell.init)
        cells = .gauges(series)
        return cell
    }

    /// The series with these labels, made if need be; `nil` when the family is of another kind.
    mutating func histogram(_ labels: LabelSet) -> HistogramCell? {
        guard case .histograms(let bounds, var series) = cells else { return nil }
        let cell = series.cell(labels, maximum: maximumSeries) { HistogramCell(bounds: bounds) }
        cells = .histograms(bounds: bounds, series)
        return cell
    }
}

extension Dictionary where Key == String {
    /// The cell of these labels, or of `other` when there are `maximum` already.
    fileprivate mutating func cell(_ labels: LabelSet, maximum: Int, make: () -> Value) -> Value {
        if let cell = self[labels.text] { return cell }
        let key = count < maximum ? labels.text : labels.overflowText
        if let cell = self[key] { return cell }
        let cell = make()
        self[key] = cell
        return cell
    }
}
