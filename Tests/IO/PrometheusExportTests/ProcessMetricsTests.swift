import Foundation
@testable import PrometheusExport
import Testing

@Suite struct `Metrics of the process` {
    @Test func `this process has memory, processor time, open files and a start`() throws {
        let exposition = try Exposition(PrometheusRegistry().exposition())
        let resident = try #require(exposition.value("process_resident_memory_bytes"))
        #expect(resident > 1_000_000 && resident < 1e12)
        #expect(try #require(exposition.value("process_cpu_seconds_total")) > 0)
        #expect(try #require(exposition.value("process_open_fds")) >= 3)
        let start = try #require(exposition.value("process_start_time_seconds"))
        #expect(abs(start - Date().timeIntervalSince1970) < 24 * 3600)
        #expect(exposition.types["process_cpu_seconds_total"] == "counter")
        #expect(exposition.help.keys.contains("process_open_fds"))
    }

    @Test func `the line of proc is read after the process's name, whatever that holds`() {
        let fields = (3...52).map(String.init).joined(separator: " ")
        let status = ProcessStatus("42 (a) b ) c) \(fields)\n", ticksPerSecond: 100, pageBytes: 4096)
        #expect(status?.cpuSeconds == 0.29)
        #expect(status?.startSeconds == 0.22)
        #expect(status?.residentBytes == 98_304)
    }

    @Test(arguments: ["", "42", "42 (a)", "42 (a) S 1 2 3", "42 (a) \(Array(repeating: "x", count: 50).joined(separator: " "))"])
    func `a line that is none gives nothing`(line: String) {
        #expect(ProcessStatus(line, ticksPerSecond: 100, pageBytes: 4096) == nil)
    }
}
