import CoreMetrics
import Foundation
import Metrics
import PrometheusExport
import Testing

@Suite struct `What Prometheus reads` {
    private let registry = PrometheusRegistry(
        descriptions: [
            MetricDescription(name: "calls_total", help: "Calls.\nA second line and a \\."),
            MetricDescription(name: "wait_seconds", help: "Waiting.", buckets: [0.5, 1, 2.5]),
        ],
        includingProcess: false
    )

    private func read() throws -> Exposition {
        try Exposition(registry.exposition())
    }

    @Test func `the text is exactly this`() {
        Counter(label: "calls_total", dimensions: [("outcome", "ok"), ("a", "1")], factory: registry).increment(by: 3)
        Counter(label: "calls_total", dimensions: [("outcome", "bad \"\\\n")], factory: registry).increment()
        Gauge(label: "rooms", factory: registry).record(2.5)
        let timer = Timer(label: "wait_seconds", factory: registry)
        for seconds in [0.25, 0.5, 0.75, 60] { timer.recordSeconds(seconds) }
        #expect(
            registry.exposition() == #"""
                # HELP calls_total Calls.\nA second line and a \\.
                # TYPE calls_total counter
                calls_total{a="1",outcome="ok"} 3
                calls_total{outcome="bad \"\\\n"} 1
                # TYPE rooms gauge
                rooms 2.5
                # HELP saleflow_metrics_rejected_total Metrics that were not exposed, for their name, labels, kind or number.
                # TYPE saleflow_metrics_rejected_total counter
                saleflow_metrics_rejected_total 0
                # HELP wait_seconds Waiting.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="0.5"} 2
                wait_seconds_bucket{le="1"} 3
                wait_seconds_bucket{le="2.5"} 3
                wait_seconds_bucket{le="+Inf"} 4
                wait_seconds_sum 61.5
                wait_seconds_count 4

                """#
        )
    }

    @Test func `counters rise by whole numbers and fractions and never fall`() throws {
        let counter = Counter(label: "c", factory: registry)
        counter.increment(by: 5)
        counter.increment(by: -3)
        counter.reset()
        let fractions = FloatingPointCounter(label: "f", factory: registry)
        fractions.increment(by: 0.25)
        fractions.increment(by: -1.0)
        fractions.increment(by: Double.nan)
        fractions.increment(by: 1.5)
        #expect(try read().value("c_total") == 5)
        #expect(try read().value("f_total") == 1.75)
    }

    @Test func `gauges and meters hold the last value`() throws {
        let meter = Meter(label: "m", factory: registry)
        meter.set(10)
        meter.increment(by: 2.5)
        meter.decrement(by: 5.0)
        let gauge = Gauge(label: "g", factory: registry)
        gauge.record(-7)
        #expect(try read().value("m") == 7.5)
        #expect(try read().value("g") == -7)
        #expect(try read().types["m"] == "gauge")
    }

    @Test func `infinite and undefined gauges are written as Prometheus reads them`() throws {
        Gauge(label: "up", factory: registry).record(Double.infinity)
        Gauge(label: "down", factory: registry).record(-Double.infinity)
        Gauge(label: "neither", factory: registry).record(Double.nan)
        let text = registry.exposition()
        #expect(text.contains("up +Inf\n") && text.contains("down -Inf\n") && text.contains("neither NaN\n"))
    }

    @Test func `a recorder that aggregates is a histogram, with cumulative buckets for each label`() throws {
        let recorder = Recorder(label: "bytes", dimensions: [("way", "in")], factory: registry)
        for value in [1, 2, 5000, 9_999_999] { recorder.record(value) }
        recorder.record(Double.nan)
        let exposition = try read()
        #expect(exposition.types["bytes"] == "histogram")
        let buckets = exposition.samples.filter { $0.name == "bytes_bucket" }
        #expect(buckets.map(\.value) == buckets.map(\.value).sorted())
        #expect(exposition.value("bytes_bucket", ["way": "in", "le": "1"]) == 1)
        #expect(exposition.value("bytes_bucket", ["way": "in", "le": "16384"]) == 3)
        #expect(exposition.value("bytes_bucket", ["way": "in", "le": "+Inf"]) == 4)
        #expect(exposition.value("bytes_count", ["way": "in"]) == 4)
        #expect(exposition.value("bytes_sum", ["way": "in"]) == 10_005_002)
    }

    @Test func `timers count in seconds, whatever the unit they are given`() throws {
        let timer = Timer(label: "t", factory: registry)
        timer.recordMilliseconds(250)
        timer.recordNanoseconds(750_000_000)
        #expect(try read().value("t_seconds_sum") == 1)
    }

    @Test func `the same name and labels are one series, whatever their order`() throws {
        Counter(label: "c", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment()
        Counter(label: "c_total", dimensions: [("b", "2"), ("a", "1")], factory: registry).increment()
        #expect(try read().value("c_total", ["a": "1", "b": "2"]) == 2)
    }

    @Test func `a destroyed handler's series stays`() throws {
        let counter = Counter(label: "c", factory: registry)
        counter.increment()
        counter.destroy()
        #expect(try read().value("c_total") == 1)
    }

    @Test func `increments from many threads are all counted`() throws {
        let counter = Counter(label: "c", factory: registry)
        let fractions = FloatingPointCounter(label: "f", factory: registry)
        let timer = Timer(label: "t", factory: registry)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<2000 {
                counter.increment()
                fractions.increment(by: 0.5)
                timer.recordSeconds(1)
            }
        }
        #expect(try read().value("c_total") == 16_000)
        #expect(try read().value("f_total") == 8000)
        #expect(try read().value("t_seconds_count") == 16_000)
    }
}
