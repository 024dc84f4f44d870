import Identifiers
import Testing

@Suite struct `An identity` {
    @Test(arguments: [
        "a", "anna@example.com", "Анна Šmídová", "user 7", "👩‍👩‍👧", String(repeating: "x", count: 128), String(repeating: "é", count: 64),
    ])
    func `is any text of 1 to 128 bytes`(text: String) {
        #expect(Identity(text)?.text == text)
    }

    @Test(arguments: [
        "", String(repeating: "x", count: 129), String(repeating: "é", count: 65), "a\nb", "a\0", "\u{1B}[2J", "a\u{7F}", "a\u{85}",
        "\u{9F}",
    ])
    func `is not empty, too long, or a carrier of control characters`(text: String) {
        #expect(Identity(text) == nil)
    }

    @Test func `is compared by its bytes, as the database compares`() throws {
        let composed = try #require(Identity("\u{E9}"))
        let decomposed = try #require(Identity("e\u{301}"))
        #expect(composed.text == decomposed.text)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(composed == Identity("\u{E9}"))
        #expect(composed.hashValue == Identity("\u{E9}")?.hashValue)
        #expect(decomposed < composed)
        #expect(!(composed < decomposed))
    }
}

@Suite struct `A room's name` {
    @Test(arguments: ["a", "demo", "Q3_review-42", "0", "-", "_", String(repeating: "x", count: 64)])
    func `is 1 to 64 characters that need no escape in a link`(text: String) {
        #expect(RoomName(text)?.text == text)
    }

    @Test(arguments: ["", String(repeating: "x", count: 65), "a b", "a/b", "a.b", "ä", "a\n", "%41", "a\0", "а"])
    func `is refused in any other form`(text: String) {
        #expect(RoomName(text) == nil)
    }

    @Test func `is compared with regard to case`() {
        #expect(RoomName("Demo") != RoomName("demo"))
    }
}
