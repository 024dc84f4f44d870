import Foundation
import Logging
import Redaction
import Server
import Testing

@Suite struct `The server's log` {
    private let log = CapturedLog()

    @Test func `a line of text has time, level, label, message and sorted metadata`() {
        log.logger("rooms").info("The call ended.", metadata: ["room": "RM_1", "count": "3", "empty": "", "why": "all \"left\""])
        #expect(
            log.lines == [#"2026-01-01T00:00:00.123Z info rooms: The call ended. count=3 empty="" room=RM_1 why="all \"left\"""#]
        )
    }

    @Test func `a line of JSON is one object`() throws {
        log.logger("rooms", format: .json).warning("a\nb", metadata: ["path": "/x/\"y\"", "list": ["1", "2"], "map": ["k": "v"]])
        let line = try #require(log.lines.first)
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["level"] as? String == "warning")
        #expect(object["logger"] as? String == "rooms")
        #expect(object["message"] as? String == "a\nb")
        #expect(object["time"] as? String == "2026-01-01T00:00:00.123Z")
        #expect(object["metadata"] as? [String: String] == ["path": "/x/\"y\"", "list": "[1, 2]", "map": "{k: v}"])
        #expect(log.lines.first?.contains("\n") == false)
    }

    @Test(arguments: [Logger.Level.info, .notice, .warning, .error, .critical], LogFormat.allCases)
    func `what is personal does not appear at info and above, however deep it is`(level: Logger.Level, format: LogFormat) {
        let secret = Redacted("lovelace@example.com")
        log.logger(format: format).log(
            level: level,
            "Somebody joined: \(secret)",
            metadata: [
                "who": .stringConvertible(secret), "list": [.stringConvertible(secret)], "map": ["k": .stringConvertible(secret)],
                "text": "\(secret)",
            ]
        )
        #expect(log.lines.count == 1)
        #expect(log.lines.first?.contains("lovelace") == false)
        #expect(log.lines.first?.contains("‹redacted›") == true)
    }

    @Test(arguments: [Logger.Level.trace, .debug])
    func `at debug and trace personal metadata appears, and a message still hides it`(level: Logger.Level) {
        log.logger().log(level: level, "\(Redacted("ada"))", metadata: ["who": .stringConvertible(Redacted("ada"))])
        #expect(log.lines.first?.hasSuffix("‹redacted› who=ada") == true)
    }

    @Test func `nothing that somebody sent begins a line or moves the cursor`() {
        log.logger().info("a\nb\r\u{1B}[2J\u{2028}\u{202E}", metadata: ["k\n": "v\n2026 error x: forged"])
        #expect(log.lines.count == 1)
        let line = log.lines.first ?? ""
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x2028 && $0.value != 0x202E })
        #expect(line.contains(#"a\u{a}b\u{d}\u{1b}[2J"#))
    }

    @Test func `a long value is cut`() {
        log.logger().info("\(String(repeating: "m", count: 100_000))", metadata: ["k": "\(String(repeating: "v", count: 100_000))"])
        #expect((log.lines.first?.count ?? 0) < 5000)
    }

    @Test func `lower levels are not written`() {
        log.logger(level: .warning).info("no")
        #expect(log.lines.isEmpty)
    }

    @Test func `metadata of the logger and of the message are joined, the message's first`() {
        var logger = log.logger()
        logger[metadataKey: "a"] = "1"
        logger[metadataKey: "b"] = "1"
        logger.info("x", metadata: ["b": "2"])
        #expect(log.lines.first?.hasSuffix("x a=1 b=2") == true)
    }

    @Test func `no mirror shows what is redacted`() {
        var text = ""
        dump(Redacted("ada"), to: &text)
        #expect(!text.contains("ada"))
        #expect(!String(reflecting: Redacted("ada")).contains("ada"))
        #expect(Redacted("ada").exposed == "ada")
    }
}
