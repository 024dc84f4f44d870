import SignalingProtocol
import Testing

@Suite struct `The attributes of a participant` {
    @Test func `are kept in the byte order of their names`() {
        let attributes: Attributes = ["b": "2", "a": "1", "é": "4", "Z": "0", "aa": "3"]
        #expect(attributes.entries.map(\.name) == ["Z", "a", "aa", "b", "é"])
        #expect(attributes["aa"] == "3")
        #expect(attributes["absent"] == nil)
        #expect(attributes.count == 5)
        #expect(attributes.byteCount == 12)
    }

    @Test func `are equal whatever the order in which they came`() {
        #expect(Attributes(["x": "1", "y": "2"]) == ["y": "2", "x": "1"])
        #expect(Attributes([("x", "1"), ("x", "2")]) == ["x": "2"])
        #expect(Attributes().isEmpty)
    }

    @Test func `tell names apart by their bytes`() {
        let attributes = Attributes([("\u{E9}", "composed"), ("e\u{301}", "decomposed")])
        #expect(attributes.count == 2)
        #expect(attributes["e\u{301}"] == "decomposed")
        #expect(attributes["\u{E9}"] == "composed")
    }

    @Test func `change entry by entry, and an empty text deletes`() {
        let attributes: Attributes = ["a": "1", "b": "2", "c": "3"]
        #expect(attributes.applying(["b": "", "c": "4", "d": "5", "e": ""]) == ["a": "1", "c": "4", "d": "5"])
        #expect(attributes.applying([:]) == attributes)
    }

    @Test func `can be set and removed`() {
        var attributes: Attributes = [:]
        attributes["b"] = "2"
        attributes["a"] = "1"
        attributes["b"] = "3"
        attributes["c"] = nil
        #expect(attributes == ["a": "1", "b": "3"])
        attributes["a"] = nil
        #expect(attributes == ["b": "3"])
    }
}
