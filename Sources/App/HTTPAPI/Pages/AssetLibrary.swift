import Foundation
import NIOPosix
import Synchronization
import Units

/// The page's files, all of them in memory.
///
/// What is served is looked up among the files that were found under the root, so no path leads out of it. The disk is looked at again
/// at most once a second, and only files whose time or size changed are read.
final class AssetLibrary: Sendable {
    /// The most files.
    static let maximumCount = 2_000
    /// The largest file, in bytes.
    static let maximumFileByteCount = 8 * 1024 * 1024
    /// How often the disk is looked at again.
    static let refreshInterval = Duration.seconds(1)
    /// Folders that are not for visitors.
    static let hiddenFolders: Set<String> = ["node_modules", "tests", "types"]

    private struct State {
        var assets: [String: Asset]
        var checkedAt: MonotonicInstant
    }

    private let root: URL
    private let state: Mutex<State>

    /// Reads the files under `root`.
    ///
    /// Blocks while it does.
    ///
    /// - Parameters:
    ///   - root: The folder.
    ///   - now: The time.
    /// - Throws: ``AssetLibraryError`` when the folder cannot be read or is none of a page.
    init(root: String, now: MonotonicInstant) throws(AssetLibraryError) {
        self.root = URL(fileURLWithPath: root, isDirectory: true).resolvingSymlinksInPath()
        self.state = Mutex(State(assets: try Self.scan(self.root, known: [:]), checkedAt: now))
    }

    /// The file at `path` below the root, with `/` between folders; `nil` when there is none for visitors.
    func asset(at path: String, now: MonotonicInstant) async -> Asset? {
        let known = state.withLock { state -> [String: Asset]? in
            guard state.checkedAt + Self.refreshInterval <= now else { return nil }
            state.checkedAt = now
            return state.assets
        }
        if let known { await refresh(known) }
        return state.withLock { $0.assets[path] }
    }

    private func refresh(_ known: [String: Asset]) async {
        // A folder that cannot be read now, in the middle of a deployment say, leaves what was read before.
        // Reading blocks: not on this thread.
        let found = try? await NIOThreadPool.singleton.runIfActive { [root] in try Self.scan(root, known: known) }
        guard let found else { return }
        state.withLock { $0.assets = found }
    }

    private static func scan(_ root: URL, known: [String: Asset]) throws(AssetLibraryError) -> [String: Asset] {
        let keys: [URLResourceKey] = [.isRegularFileKey, .isDirectoryKey, .isSymbolicLinkKey, .fileSizeKey, .contentModificationDateKey]
        var failure: (any Error)?
        let enumerator = FileManager.default.enumerator(at: root, includingPropertiesForKeys: keys, options: []) { _, error in
            failure = failure ?? error
            return true
        }
        guard let enumerator else { throw AssetLibraryError(path: root.path, problem: "cannot be read") }
        var assets: [String: Asset] = [:]
        for case let url as URL in enumerator {
            guard let values = try? url.resourceValues(forKeys: Set(keys)) else { continue }
            let name = url.lastPathComponent
            if name.hasPrefix(".") || values.isSymbolicLink == true || values.isDirectory == true && hiddenFolders.contains(name) {
                enumerator.skipDescendants()
                continue
            }
            guard values.isRegularFile == true, let mediaType = Asset.mediaType(of: name) else { continue }
            guard assets.count < maximumCount else {
                throw AssetLibraryError(path: root.path, problem: "holds more than \(maximumCount) files, so it is no page's folder")
            }
            let stamp = Asset.Stamp(modified: values.contentModificationDate ?? .distantPast, byteCount: values.fileSize ?? 0)
            let path = relativePath(of: url, in: root)
            if let asset = known[path], asset.stamp == stamp {
                assets[path] = asset
            } else if stamp.byteCount <= maximumFileByteCount, let content = try? Data(contentsOf: url) {
                assets[path] = Asset(content: content, mediaType: mediaType, stamp: stamp)
            }
        }
        if assets.isEmpty, failure != nil { throw AssetLibraryError(path: root.path, problem: "cannot be read") }
        return assets
    }

    private static func relativePath(of url: URL, in root: URL) -> String {
        url.pathComponents.dropFirst(root.pathComponents.count).joined(separator: "/")
    }
}

/// Why the page's files cannot be served.
public struct AssetLibraryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder.
    public let path: String
    /// What is wrong with it; completes the sentence "PATH …".
    public let problem: String

    public var description: String { "'\(path)' \(problem)." }
}
