import Foundation
import Logging
import Redaction
import Units

/// One message with all that belongs to it, ready to be written as a line.
struct LogRecord: Sendable {
    /// The most characters of a message or a value; the rest is cut off.
    static let maximumLength = 2048

    var time: UnixTime
    var level: Logger.Level
    var label: String
    var message: String
    /// Sorted by key.
    var metadata: [(key: String, value: String)]

    /// Values that are ``RedactedValue`` stand for themselves at `debug` and below only.
    init(time: UnixTime, level: Logger.Level, label: String, message: String, metadata: Logger.Metadata) {
        self.time = time
        self.level = level
        self.label = label
        self.message = String(message.prefix(Self.maximumLength))
        self.metadata = metadata.sorted { $0.key < $1.key }.map { key, value in
            (key, String(Self.text(of: value, exposing: level <= .debug).prefix(Self.maximumLength)))
        }
    }

    private static func text(of value: Logger.MetadataValue, exposing: Bool) -> String {
        switch value {
        case .string(let text): return text
        case .stringConvertible(let value):
            if exposing, let value = value as? any RedactedValue { return value.exposedText }
            return value.description
        case .array(let values): return "[" + values.map { text(of: $0, exposing: exposing) }.joined(separator: ", ") + "]"
        case .dictionary(let values):
            let pairs = values.sorted { $0.key < $1.key }.map { "\($0.key): \(text(of: $0.value, exposing: exposing))" }
            return "{" + pairs.joined(separator: ", ") + "}"
        }
    }
}

extension LogRecord {
    /// The record as one line without its end.
    func line(_ format: LogFormat) -> String {
        switch format {
        case .text: textLine
        case .json: jsonLine
        }
    }

    /// ISO 8601 in UTC, to the millisecond, which a `Date` does not carry exactly.
    private var timeText: String {
        let milliseconds = String(time.milliseconds - time.seconds * 1000)
        let second = Date(timeIntervalSince1970: Double(time.seconds)).formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: false)
        )
        return "\(second).\(String(repeating: "0", count: 3 - milliseconds.count))\(milliseconds)Z"
    }

    private var textLine: String {
        let tail = metadata.map { key, value in " \(Self.plain(key))=\(Self.quotedIfNeeded(value))" }.joined()
        return "\(timeText) \(level.rawValue) \(Self.plain(label)): \(Self.plain(message))\(tail)"
    }

    /// Nothing that somebody sent can begin a new line or move the terminal's cursor.
    private static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.map { isControl($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        // Format characters can turn the direction of what follows.
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func quotedIfNeeded(_ text: String) -> String {
        let plain = plain(text)
        guard plain.isEmpty || plain.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return plain }
        return "\"" + plain.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private var jsonLine: String {
        struct Line: Encodable {
            var time: String
            var level: String
            var logger: String
            var message: String
            var metadata: [String: String]?
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let fields = Dictionary(metadata.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        let line = Line(
            time: timeText,
            level: level.rawValue,
            logger: label,
            message: message,
            metadata: fields.isEmpty ? nil : fields
        )
        // Texts and a dictionary of texts can always be encoded; a line that could not be says so.
        return (try? encoder.encode(line)).map { String(decoding: $0, as: UTF8.self) }
            ?? #"{"level":"error","message":"a log line was lost"}"#
    }
}
