import Foundation
import PrometheusExport
@testable import Server
import Testing

@Suite struct `The catalog of metrics` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func `every metric that the sources make is in it, and nothing else`() throws {
        let names = try sources().flatMap { text in text.matches(of: /label: "(saleflow_[a-z_]+)"/).map { String($0.output.1) } }
        #expect(Set(names) == Set(MetricCatalog.all.map(\.name)))
    }

    @Test func `names have base units, and sentences end`() {
        #expect(Set(MetricCatalog.all.map(\.name)).count == MetricCatalog.all.count)
        for metric in MetricCatalog.all {
            #expect(metric.name.wholeMatch(of: /saleflow_[a-z]+(_[a-z]+)*/) != nil)
            #expect(!metric.name.contains("_ms") && !metric.name.contains("milli") && !metric.name.contains("kilo"))
            #expect(metric.help.hasSuffix("."))
        }
    }

    @Test func `the list is the one in docs/operations.md`() throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/operations.md"), encoding: .utf8)
        #expect(page.contains(MetricCatalog.table), "it should be:\n\(MetricCatalog.table)")
    }

    private func sources() throws -> [String] {
        let folder = Self.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            try String(contentsOf: $0, encoding: .utf8)
        }
    }
}
