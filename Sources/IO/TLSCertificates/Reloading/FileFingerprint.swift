import Foundation

/// What changes when a file is written anew, replaced, or a link to it is set to another file.
struct FileFingerprint: Sendable, Hashable {
    private var path: String
    private var size: Int
    private var inode: Int
    private var modified: Date?

    init(_ file: URL) {
        // Certificate tools and Kubernetes put a link there; its own attributes say nothing.
        let target = file.resolvingSymlinksInPath()
        let attributes = try? FileManager.default.attributesOfItem(atPath: target.plainPath)
        path = target.plainPath
        size = attributes?[.size] as? Int ?? -1
        inode = attributes?[.systemFileNumber] as? Int ?? -1
        modified = attributes?[.modificationDate] as? Date
    }
}
