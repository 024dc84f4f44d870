import Foundation

/// The parts of `/proc/self/stat` that are exposed.
struct ProcessStatus: Sendable, Equatable {
    var cpuSeconds: Double
    /// Since the machine started.
    var startSeconds: Double
    var residentBytes: Double

    static func ofThisProcess() -> Self? {
        guard let line = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8) else { return nil }
        return Self(line, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))), pageBytes: Double(sysconf(Int32(_SC_PAGESIZE))))
    }

    /// Reads the line (proc(5), `/proc/pid/stat`); the fields are counted from 1 and begin after the process's name, which may hold anything.
    init?(_ line: String, ticksPerSecond: Double, pageBytes: Double) {
        guard let end = line.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
        let fields = line[end...].dropFirst().split(whereSeparator: \.isWhitespace)
        func field(_ number: Int) -> Double? {
            let index = number - 3
            return fields.indices.contains(index) ? Double(fields[index]) : nil
        }
        guard let user = field(14), let system = field(15), let start = field(22), let pages = field(24) else { return nil }
        cpuSeconds = (user + system) / ticksPerSecond
        startSeconds = start / ticksPerSecond
        residentBytes = pages * pageBytes
    }
}
