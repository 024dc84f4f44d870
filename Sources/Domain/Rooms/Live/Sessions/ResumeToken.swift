/// The secret with which a session, and no other, is resumed.
struct ResumeToken: Sendable {
    /// 128 bits in hexadecimal.
    let text: String

    static func random(using generator: inout some RandomNumberGenerator) -> Self {
        let words = [UInt64.random(in: .min ... .max, using: &generator), UInt64.random(in: .min ... .max, using: &generator)]
        return Self(
            text: words.map { word in
                let digits = String(word, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        )
    }

    /// Compares without telling by its duration where two secrets differ.
    func matches(_ other: String) -> Bool {
        guard text.utf8.count == other.utf8.count else { return false }
        return zip(text.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
