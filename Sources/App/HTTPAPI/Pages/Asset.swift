import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// A file of the page, as it is sent.
struct Asset: Sendable {
    /// What tells whether the file on the disk is still this one.
    struct Stamp: Sendable, Hashable {
        var modified: Date
        var byteCount: Int
    }

    let stamp: Stamp
    let mediaType: String
    /// A strong validator (RFC 9110 §8.8.3): a hash of the content.
    let entityTag: String
    let content: ByteBuffer

    init(content: Data, mediaType: String, stamp: Stamp) {
        self.stamp = stamp
        self.mediaType = mediaType
        self.content = ByteBuffer(bytes: content)
        let digest = SHA256.hash(data: content).prefix(12).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
        }
        self.entityTag = "\"\(digest.joined())\""
    }

    /// The media type of a file by its name; `nil` for files that are no part of a page.
    static func mediaType(of name: String) -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return mediaTypes[name[name.index(after: dot)...].lowercased()]
    }

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8",
        "gif": "image/gif",
        "html": "text/html; charset=utf-8",
        "ico": "image/x-icon",
        "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "mjs": "text/javascript; charset=utf-8",
        "mp3": "audio/mpeg",
        "ogg": "audio/ogg",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm",
        "wav": "audio/wav",
        "webmanifest": "application/manifest+json",
        "webp": "image/webp",
        "woff2": "font/woff2",
    ]
}
