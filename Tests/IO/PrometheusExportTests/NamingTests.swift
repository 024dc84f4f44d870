import CoreMetrics
import Metrics
import PrometheusExport
import Testing

@Suite struct `Names and labels` {
    private let registry = PrometheusRegistry(includingProcess: false)

    private func read() throws -> Exposition {
        try Exposition(registry.exposition())
    }

    private func rejections() throws -> Double? {
        try read().value("saleflow_metrics_rejected_total")
    }

    @Test func `names of other libraries take Prometheus's form and their unit`() throws {
        Meter(label: "http.server.active-requests", dimensions: [("http.request.method", "GET")], factory: registry).set(1)
        Timer(label: "http.server.request.duration", factory: registry).recordSeconds(1)
        Counter(label: "hb.requests", factory: registry).increment()
        let exposition = try read()
        #expect(exposition.value("http_server_active_requests", ["http_request_method": "GET"]) == 1)
        #expect(exposition.value("http_server_request_duration_seconds_count") == 1)
        #expect(exposition.value("hb_requests_total") == 1)
        #expect(try rejections() == 0)
    }

    @Test(arguments: ["", "1a", "a b", "é", "a{b}", "a\n", String(repeating: "a", count: 129)])
    func `a name that cannot be one is not exposed, and is counted`(label: String) throws {
        Counter(label: label, factory: registry).increment()
        Gauge(label: label, factory: registry).record(1)
        Recorder(label: label, factory: registry).record(1)
        Timer(label: label, factory: registry).recordSeconds(1)
        Meter(label: label, factory: registry).set(1)
        FloatingPointCounter(label: label, factory: registry).increment()
        #expect(try rejections() == 6)
        #expect(try read().samples.count == 1)
    }

    @Test(arguments: [
        [("", "x")], [("le", "x")], [("__name__", "x")], [("a b", "x")], [("a:b", "x")], [("1", "x")], [("a.b", "x"), ("a-b", "y")],
        (0..<9).map { ("label\($0)", "x") },
    ])
    func `labels that cannot be labels are not exposed, and are counted`(dimensions: [(String, String)]) throws {
        Counter(label: "c", dimensions: dimensions, factory: registry).increment()
        #expect(try rejections() == 1)
        #expect(try read().samples.count == 1)
    }

    @Test func `one name is one kind; the second kind is not exposed`() throws {
        Gauge(label: "x_total", factory: registry).record(7)
        Counter(label: "x", factory: registry).increment()
        Timer(label: "y", factory: registry).recordSeconds(1)
        Gauge(label: "y_seconds", factory: registry).record(7)
        #expect(try read().value("x_total") == 7)
        #expect(try read().types["y_seconds"] == "histogram")
        #expect(try rejections() == 2)
    }

    @Test func `a metric has a most number of series, and the rest is counted as other`() throws {
        let registry = PrometheusRegistry(
            descriptions: [MetricDescription(name: "c_total", help: "C.", maximumSeries: 3)],
            includingProcess: false
        )
        for index in 0..<50 {
            Counter(label: "c", dimensions: [("reason", "r\(index)"), ("way", "in")], factory: registry).increment()
        }
        let exposition = try Exposition(registry.exposition())
        #expect(exposition.samples.filter { $0.name == "c_total" }.count == 4)
        #expect(exposition.value("c_total", ["reason": "r2", "way": "in"]) == 1)
        #expect(exposition.value("c_total", ["reason": "other", "way": "other"]) == 47)
    }

    @Test func `there is a most number of metrics`() throws {
        for index in 0..<PrometheusRegistry.maximumFamilies + 10 { Gauge(label: "g\(index)", factory: registry).record(1) }
        #expect(try read().types.count == PrometheusRegistry.maximumFamilies + 1)
        #expect(try rejections() == 10)
    }

    @Test func `a long value is cut`() throws {
        Gauge(label: "g", dimensions: [("a", String(repeating: "v", count: 5000))], factory: registry).record(1)
        #expect(try read().value("g", ["a": String(repeating: "v", count: 128)]) == 1)
    }
}
