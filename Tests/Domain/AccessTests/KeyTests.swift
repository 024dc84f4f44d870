import Access
import Testing

@Suite struct `API keys` {
    @Test func `a short secret is refused`() {
        #expect(throws: APIKeyError.secretTooShort) { try APIKey(id: "k", secret: String(repeating: "s", count: 31)) }
        #expect(throws: Never.self) { try APIKey(id: "k", secret: String(repeating: "s", count: 32)) }
        #expect(throws: APIKeyError.secretTooLong) { try APIKey(id: "k", secret: String(repeating: "s", count: 257)) }
    }

    @Test(arguments: ["", "a b", "a\n", "é", String(repeating: "k", count: 257)])
    func `an id that cannot stand in a header is refused`(id: String) {
        #expect(throws: APIKeyError.invalidID) { try APIKey(id: id, secret: TestKeys.secret) }
    }

    @Test func `no description shows the secret`() throws {
        let ring = try TestKeys.ring()
        var dumped = ""
        dump(ring, to: &dumped)
        for text in ["\(ring)", "\(ring.primary)", String(reflecting: ring), String(reflecting: ring.primary), dumped] {
            #expect(text.contains("APItest"))
            #expect(!text.contains(TestKeys.secret))
        }
    }

    @Test func `a ring holds each id once and is never empty`() throws {
        let key = try TestKeys.ring().primary
        #expect(KeyRing([]) == nil)
        #expect(KeyRing([key, key]) == nil)
        #expect(KeyRing([key])?.primary == key)
    }
}
