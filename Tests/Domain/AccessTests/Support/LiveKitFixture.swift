import Access
import Foundation

struct LiveKitFixture: Decodable {
    var key: String
    var secret: String
    var tokens: [String: String]

    static func load() throws -> Self {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try JSONDecoder().decode(Self.self, from: Data(contentsOf: tests.appending(path: "Fixtures/access/livekit-tokens.json")))
    }

    func ring() throws -> KeyRing {
        KeyRing(try APIKey(id: key, secret: secret))
    }
}
