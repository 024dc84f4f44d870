import Foundation
public import Logging
import Synchronization
import Units

/// Sends the process's log to the standard error.
public enum LogOutput {
    private static let turn = Mutex(())

    /// Makes every logger of the process write there.
    ///
    /// To be called once, before the first logger is made.
    public static func bootstrap(level: Logger.Level, format: LogFormat) {
        LoggingSystem.bootstrap { label in
            ServerLogHandler(
                label: label,
                level: level,
                format: format,
                now: { UnixTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
                write: write
            )
        }
    }

    /// One write for each line, one line at a time, so that lines never mix.
    ///
    /// A reader that went away is no reason to stop calls.
    private static func write(_ line: String) {
        let data = Data((line + "\n").utf8)
        turn.withLock { _ in try? FileHandle.standardError.write(contentsOf: data) }
    }
}
