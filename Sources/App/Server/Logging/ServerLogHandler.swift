import Foundation
public import Logging
public import Units

/// Writes each message as one line of text or JSON.
///
/// Values wrapped in `Redacted` appear at `debug` and `trace` only.
public struct ServerLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: LogFormat
    private let now: @Sendable () -> UnixTime
    private let write: @Sendable (String) -> Void

    /// Creates a handler; `write` takes a line without its end, from any thread.
    public init(
        label: String,
        level: Logger.Level,
        format: LogFormat,
        now: @escaping @Sendable () -> UnixTime,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.logLevel = level
        self.format = format
        self.now = now
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let given = event.metadata { all.merge(given) { _, new in new } }
        if let error = event.error { all["error"] = "\(type(of: error))" }
        let record = LogRecord(time: now(), level: event.level, label: label, message: event.message.description, metadata: all)
        write(record.line(format))
    }
}
