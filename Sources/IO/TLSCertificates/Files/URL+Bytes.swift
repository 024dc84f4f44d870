import Foundation

extension URL {
    /// The path as people write it.
    var plainPath: String { path(percentEncoded: false) }

    /// The largest certificate or key file that is read.
    private static let maximumByteCount = 1024 * 1024

    /// The file's bytes.
    func bytes() throws(TLSError) -> [UInt8] {
        guard FileManager.default.fileExists(atPath: plainPath) else { throw .missingFile(path: plainPath) }
        do {
            // At the end of the file, so of an empty one, there is nothing.
            return Array(try FileHandle(forReadingFrom: self).read(upToCount: Self.maximumByteCount) ?? Data())
        } catch {
            throw .unreadableFile(path: plainPath)
        }
    }
}
