import Foundation
import Server
import Testing

@Suite struct `Texts made from the settings` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func file(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    @Test func `the example file is the one in the repository`() throws {
        #expect(try file("config.example.yaml") == ExampleFile.text, "write it anew: saleflow config example > config.example.yaml")
    }

    @Test func `the example file changes nothing`() throws {
        let example = try TemporaryFile(ExampleFile.text)
        let effective = Settings.effective(flags: ["--config", example.path], environment: [:])
        #expect(effective.problems.isEmpty)
        let plain = Settings.effective(flags: [], environment: [:])
        func values(_ settings: EffectiveSettings) -> [[Substring]] {
            SettingsReport(settings).description.split(separator: "\n" as Character).map {
                Array($0.split(separator: " " as Character).prefix(2))
            }
        }
        #expect(values(effective) == values(plain))
    }

    @Test func `the table of settings is the one in docs/operations.md`() throws {
        #expect(try file("docs/operations.md").contains(SettingsTable.text), "write it anew: saleflow config table")
    }

    @Test func `every setting has names of its own and a sentence`() {
        #expect(Set(SettingKey.allCases.map(\.variable)).count == SettingKey.allCases.count)
        #expect(Set(SettingKey.allCases.map(\.flag)).count == SettingKey.allCases.count)
        #expect(SettingKey.httpPort.variable == "SALEFLOW_HTTP_PORT")
        #expect(SettingKey.httpPort.flag == "--http-port")
        #expect(SettingKey.tlsMode.flag == "--tls")
        for line in SettingsTable.text.split(separator: "\n").dropFirst(2) {
            #expect(line.hasSuffix(". |") || line.hasSuffix(". Secret. |"), "\(line)")
        }
    }

    @Test func `the report shows every setting with its source, and no secret`() {
        let settings = Settings.effective(
            flags: ["--dev", "--http-port", "9000"],
            environment: ["SALEFLOW_MEETING_KEY": "canary-canary"]
        )
        let report = SettingsReport(settings).description
        let lines = report.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
        #expect(lines.count == SettingKey.allCases.count)
        #expect(lines.contains("http.port 9000 flag --http-port"))
        #expect(lines.contains("meeting-key (set) variable SALEFLOW_MEETING_KEY"))
        #expect(lines.contains("meeting-creation key default"))
        #expect(lines.contains("api-key devkey default"))
        #expect(lines.contains("api-secret (set) default"))
        #expect(lines.contains("tls.mode off default"))
        #expect(!report.contains("canary") && !report.contains(Settings.developmentSecret))
    }

    @Test func `the help has every flag in lines that fit a terminal`() {
        for key in SettingKey.allCases { #expect(FlagHelp.text.contains("  \(key.flag)")) }
        let lines: [Substring] = FlagHelp.text.split(separator: "\n" as Character)
        #expect(lines.dropFirst().allSatisfy { $0.count <= 80 })
    }
}
