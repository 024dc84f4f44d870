import Logging
import Server
import Synchronization
import Units

/// A log that tests can read.
final class CapturedLog: Sendable {
    private let written = Mutex<[String]>([])
    private let time: UnixTime

    init(time: UnixTime = UnixTime(milliseconds: 1_767_225_600_123)) {
        self.time = time
    }

    /// The lines so far.
    var lines: [String] { written.withLock { $0 } }

    func logger(_ label: String = "test", level: Logger.Level = .trace, format: LogFormat = .text) -> Logger {
        Logger(label: label) { label in
            ServerLogHandler(label: label, level: level, format: format, now: { [time] in time }, write: { [self] in append($0) })
        }
    }

    private func append(_ line: String) {
        written.withLock { $0.append(line) }
    }
}
