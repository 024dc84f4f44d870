import Access
import Testing

@Suite struct `Invitation codes` {
    @Test func `a code is 22 characters that a link can hold, and is read back`() throws {
        var generator = CountingGenerator()
        var seen: Set<String> = []
        for _ in 0..<1000 {
            let code = InviteCode.random(using: &generator)
            #expect(InviteCode(code.text) == code)
            seen.insert(code.text)
        }
        #expect(seen.count == 1000)
    }

    @Test func `all 128 bits are in the text`() {
        struct Fixed: RandomNumberGenerator {
            var words: [UInt64]
            mutating func next() -> UInt64 { words.removeFirst() }
        }
        var texts: Set<String> = []
        for bit in 0..<128 {
            var words = Fixed(words: [bit < 64 ? 1 << UInt64(bit) : 0, bit < 64 ? 0 : 1 << UInt64(bit - 64)])
            texts.insert(InviteCode.random(using: &words).text)
        }
        #expect(texts.count == 128)
    }

    @Test(arguments: [
        "", "short", String(repeating: "a", count: 21), String(repeating: "a", count: 23), "aaaaaaaaaaaaaaaaaaaaa.",
        "aaaaaaaaaaaaaaaaaaaa\u{e9}",
    ])
    func `text that is no code is refused`(text: String) {
        #expect(InviteCode(text) == nil)
    }

    @Test func `the stored hash matches its own code only`() throws {
        let code = try #require(InviteCode("AAAAAAAAAAAAAAAAAAAAAA"))
        let other = try #require(InviteCode("AAAAAAAAAAAAAAAAAAAAAB"))
        // printf AAAAAAAAAAAAAAAAAAAAAA | sha256sum
        #expect(code.hash.text == "8a5bdb4cc15164126c6ef2668de9dd240d299ce6397a42c95a9411b93d080ed8")
        #expect(code.hash.matches(code.hash.text))
        #expect(!code.hash.matches(other.hash.text))
        #expect(!code.hash.matches(String(code.hash.text.dropLast())))
        #expect(!code.hash.matches(""))
    }

    @Test func `no description shows the code`() throws {
        let code = try #require(InviteCode("AAAAAAAAAAAAAAAAAAAAAA"))
        var dumped = ""
        dump(code, to: &dumped)
        for text in ["\(code)", String(reflecting: code), dumped] { #expect(!text.contains(code.text)) }
    }
}
