@testable import Server
import Testing

@Suite struct `Durations as people write them` {
    @Test(
        arguments: [
            ("0", .zero), ("0s", .zero), ("500ms", .milliseconds(500)), ("30s", .seconds(30)), ("1.5s", .milliseconds(1500)),
            ("5m", .seconds(300)),
            ("2h", .seconds(7200)), ("7d", .seconds(604_800)), ("0.0004s", .zero),
        ] as [(String, Duration)]
    )
    func `a number and a unit are read`(text: String, duration: Duration) {
        #expect(DurationText.read(text) == duration)
    }

    @Test(arguments: [
        "", "30", "s", "-1s", "+1s", "1 s", "1S", "1e3s", ".5s", "5.s", "1.2.3s", "infs", "nans", "1w", "0x1s", "9999999999999s",
        "999999999999d", "١s",
    ])
    func `anything else is refused`(text: String) {
        #expect(DurationText.read(text) == nil)
    }

    @Test(arguments: ["0", "1ms", "500ms", "1s", "90s", "5m", "1h", "36h", "7d"])
    func `a duration is written in the largest whole unit`(text: String) throws {
        let duration = try #require(DurationText.read(text))
        #expect(DurationText.write(duration) == text)
    }
}
