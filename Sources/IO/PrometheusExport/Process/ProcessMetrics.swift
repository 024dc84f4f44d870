import Foundation

/// What every Prometheus client exposes of its process, read from Linux's `/proc` when it is asked for (proc(5)).
struct ProcessMetrics: Sendable {
    /// When the process started; it never changes.
    private let startTimeSeconds: Double?

    init() {
        startTimeSeconds = Self.bootTimeSeconds().flatMap { boot in ProcessStatus.ofThisProcess().map { boot + $0.startSeconds } }
    }

    func families() -> [String: MetricFamily] {
        var families: [String: MetricFamily] = [:]
        if let startTimeSeconds {
            families["process_start_time_seconds"] = .gauge("When the process started, in seconds since 1970.", startTimeSeconds)
        }
        if let status = ProcessStatus.ofThisProcess() {
            families["process_cpu_seconds_total"] = .counter("Processor time spent, user and system.", status.cpuSeconds)
            families["process_resident_memory_bytes"] = .gauge("Memory in RAM.", status.residentBytes)
        }
        if let count = Self.openFiles() {
            families["process_open_fds"] = .gauge("Open file descriptors.", Double(count))
        }
        return families
    }

    /// The descriptor that reads the directory is among them, so one less.
    private static func openFiles() -> Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { max(0, $0.count - 1) }
    }

    private static func bootTimeSeconds() -> Double? {
        let lines = try? String(contentsOfFile: "/proc/stat", encoding: .utf8).split(separator: "\n")
        return lines?.first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst("btime ".count)) }
    }
}

extension MetricFamily {
    fileprivate static func gauge(_ help: String, _ value: Double) -> Self {
        let cell = GaugeCell()
        cell.set(value)
        return Self(help: help, maximumSeries: 1, cells: .gauges(["": cell]))
    }

    fileprivate static func counter(_ help: String, _ value: Double) -> Self {
        let cell = CounterCell()
        cell.increment(by: value)
        return Self(help: help, maximumSeries: 1, cells: .counters(["": cell]))
    }
}
