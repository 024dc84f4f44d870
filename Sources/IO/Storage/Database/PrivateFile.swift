import Foundation

/// Makes the database file before SQLite does, so that nobody else can read it at any moment; SQLite gives its `-wal` and `-shm` the same mode.
enum PrivateFile {
    static func prepare(_ file: URL, in directory: URL) throws(StorageError) {
        let manager = FileManager.default
        let path = file.path(percentEncoded: false)
        do {
            // An existing directory keeps its mode: it may be shared on purpose, and the file is private by itself.
            try manager.createDirectory(at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            if !manager.fileExists(atPath: path) {
                guard manager.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
                    throw StorageError(.unavailable, detail: "cannot create \(path)")
                }
            }
            try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.unavailable, detail: "cannot prepare \(path): \(error.localizedDescription)")
        }
    }
}
