import Foundation

/// A file that is deleted when the last reference goes.
final class TemporaryFile {
    let path: String

    init(_ text: String) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "saleflow-\(UUID().uuidString).yaml").path(percentEncoded: false)
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
