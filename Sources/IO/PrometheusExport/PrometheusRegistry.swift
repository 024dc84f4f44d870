public import CoreMetrics
import Synchronization

/// A swift-metrics backend that is read as Prometheus text.
///
/// Safe to use from any thread. Counters and gauges are atomics, histograms a short lock; making a handler takes the registry's lock. Nothing is ever
/// forgotten, but nothing grows without bound either: a metric has a most number of series, and there is a most number of metrics.
public final class PrometheusRegistry: MetricsFactory, Sendable {
    /// The media type of ``exposition()``.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"
    /// The most metrics.
    public static let maximumFamilies = 500

    private let descriptions: [String: MetricDescription]
    private let families = Mutex<[String: MetricFamily]>([:])
    private let rejections = CounterCell()
    private let process: ProcessMetrics?

    /// Creates a registry.
    ///
    /// Of two descriptions with one name the later counts. `includingProcess` adds memory, processor time and open files.
    public init(descriptions: [MetricDescription] = [], includingProcess: Bool = true) {
        self.descriptions = Dictionary(descriptions.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        self.process = includingProcess ? ProcessMetrics() : nil
    }

    /// Everything measured so far as Prometheus text, version 0.0.4, sorted by name and labels.
    public func exposition() -> String {
        var all = families.withLock { $0 }
        for (name, family) in process?.families() ?? [:] { all[name] = family }
        all["saleflow_metrics_rejected_total"] = MetricFamily(
            help: "Metrics that were not exposed, for their name, labels, kind or number.",
            maximumSeries: 1,
            cells: .counters(["": rejections])
        )
        var text = ""
        for (name, family) in all.sorted(by: { $0.key < $1.key }) { family.write(name: name, into: &text) }
        return text
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions) ?? rejected()
    }

    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        counter(label, dimensions) ?? rejected()
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions) ?? rejected()
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        if !aggregate { return gauge(label, dimensions) ?? rejected() }
        return histogram(label, suffix: "", buckets: MetricDescription.countBuckets, dimensions) ?? rejected()
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, suffix: "_seconds", buckets: MetricDescription.secondsBuckets, dimensions) ?? rejected()
    }

    // A series stays when its handler is destroyed: another handler may share it, and a counter that vanishes looks like a restart.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}
}

extension PrometheusRegistry {
    private func counter(_ label: String, _ dimensions: [(String, String)]) -> CounterCell? {
        guard let name = MetricName(label, suffix: "_total"), let labels = LabelSet(dimensions) else { return nil }
        return withFamily(name, { _ in .counters([:]) }) { $0.counter(labels) }
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeCell? {
        guard let name = MetricName(label), let labels = LabelSet(dimensions) else { return nil }
        return withFamily(name, { _ in .gauges([:]) }) { $0.gauge(labels) }
    }

    private func histogram(_ label: String, suffix: String, buckets: [Double], _ dimensions: [(String, String)]) -> HistogramCell? {
        guard let name = MetricName(label, suffix: suffix), let labels = LabelSet(dimensions) else { return nil }
        return withFamily(name, { .histograms(bounds: $0?.buckets ?? buckets, [:]) }) { $0.histogram(labels) }
    }

    private func withFamily<Cell: Sendable>(
        _ name: MetricName,
        _ empty: (MetricDescription?) -> MetricFamily.Cells,
        _ body: (inout MetricFamily) -> Cell?
    ) -> Cell? {
        let description = descriptions[name.text]
        return families.withLock { families in
            var family =
                families[name.text]
                ?? MetricFamily(
                    help: description?.help ?? "",
                    maximumSeries: description?.maximumSeries ?? MetricDescription.standardMaximumSeries,
                    cells: empty(description)
                )
            guard families[name.text] != nil || families.count < Self.maximumFamilies, let cell = body(&family) else { return nil }
            families[name.text] = family
            return cell
        }
    }

    private func rejected() -> DiscardingCell {
        rejections.increment(by: Int64(1))
        return DiscardingCell()
    }
}
