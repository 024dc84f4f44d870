import Access
import Addressing
import Foundation

/// Which texts a setting takes.
struct TextRule: Sendable {
    /// What is allowed, to end the sentence "it must be …".
    let allowed: String
    let accepts: @Sendable (String) -> Bool
}

extension TextRule {
    /// The longest text of any setting, in bytes.
    static let maximumByteCount = 4096

    static let path = TextRule(allowed: "a path") { !$0.isEmpty && $0.utf8.count <= maximumByteCount && !$0.contains("\0") }

    static let host = TextRule(allowed: "an address such as 127.0.0.1, ::1 or 0.0.0.0, or localhost") { text in
        text == "localhost" || IPAddress(text) != nil
    }

    static let network = TextRule(allowed: "an address or a block such as 10.0.0.0/8") { IPNetwork($0) != nil }

    static let keyID = TextRule(allowed: "1 to \(APIKey.maximumByteCount) visible ASCII characters") { text in
        (1...APIKey.maximumByteCount).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    static let keySecret = TextRule(allowed: "\(APIKey.minimumSecretByteCount) to \(APIKey.maximumByteCount) bytes") { text in
        (APIKey.minimumSecretByteCount...APIKey.maximumByteCount).contains(text.utf8.count)
    }

    static let word = TextRule(allowed: "1 to 256 bytes") { (1...256).contains($0.utf8.count) }

    static let meetingKey = TextRule(allowed: "8 to 256 bytes") { (8...256).contains($0.utf8.count) }

    /// Scheme, host and perhaps port (RFC 6454 §6.2): what browsers send as `Origin`.
    static let origin = TextRule(allowed: "an origin such as https://www.example.com, without a path") { Origin($0) != nil }

    static let iceServer = TextRule(allowed: "a URL that begins with stun:, stuns:, turn: or turns: (RFC 7064, RFC 7065)") { text in
        guard let colon = text.firstIndex(of: ":"), ["stun", "stuns", "turn", "turns"].contains(text[..<colon]) else { return false }
        let rest = text[text.index(after: colon)...]
        return (1...512).contains(rest.utf8.count) && rest.first != "/" && rest.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
