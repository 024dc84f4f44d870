import Foundation
import Testing

/// The messages of `Tests/Fixtures/signaling`.
enum Fixtures {
    /// One file.
    struct File: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]

        /// What stands before the final line feed.
        var message: [UInt8] { bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes }
        var testDescription: String { name }
    }

    static let client = files(in: "client")
    static let server = files(in: "server")
    static let invalid = files(in: "invalid").filter { $0.name != "EXPECTED.json" }
    /// The error code of each file in `invalid`.
    static let expectedCodes: [String: String] = {
        guard let data = try? Data(contentsOf: folder.appending(path: "invalid/EXPECTED.json")) else { return [:] }
        return (try? JSONDecoder().decode([String: String].self, from: data)) ?? [:]
    }()

    static let repository = URL(filePath: #filePath).appending(path: "../../../..").standardized
    private static let folder = repository.appending(path: "Tests/Fixtures/signaling")

    static func client(_ name: String) -> [UInt8] {
        client.first { $0.name == "\(name).json" }?.message ?? []
    }

    static func server(_ name: String) -> [UInt8] {
        server.first { $0.name == "\(name).json" }?.message ?? []
    }

    /// Every file directly in `folder`, by name; none if the folder is missing, which the tests notice.
    static func files(in folder: String) -> [File] {
        files(at: Self.folder.appending(path: folder))
    }

    static func files(at folder: URL) -> [File] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { File(name: name, bytes: [UInt8]($0)) }
        }
    }
}
