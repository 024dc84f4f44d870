import JSONCoding
import Testing

@Suite struct `The limits of a parser` {
    @Test func `bound the bytes`() {
        var limits = JSONLimits()
        limits.byteCount = 4
        #expect(parse("1234", limits: limits) == .success(.integer(1234)))
        #expect(parse("12345", limits: limits) == .failure(.tooManyBytes(maximum: 4, actual: 5)))
        #expect(parse("1    ", limits: limits) == .failure(.tooManyBytes(maximum: 4, actual: 5)))
    }

    @Test func `bound the depth of arrays and objects together`() {
        var limits = JSONLimits()
        limits.depth = 3
        #expect(parse("[{\"a\":[]}]", limits: limits) == .success(.array([.object(object(["a": .array([])]))])))
        #expect(parse("[{\"a\":[[]]}]", limits: limits) == .failure(.tooDeep(maximum: 3, at: 7)))
        #expect(parse("[[[{}]]]", limits: limits) == .failure(.tooDeep(maximum: 3, at: 3)))
        limits.depth = 0
        #expect(parse("1", limits: limits) == .success(.integer(1)))
        #expect(parse("[]", limits: limits) == .failure(.tooDeep(maximum: 0, at: 0)))
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":", "[[],"])
    func `stop a bomb of nesting at once`(opening: String) {
        let bomb = String(repeating: opening, count: 100_000 / opening.utf8.count)
        guard case .failure(.tooDeep(maximum: 8, let place)) = parse(bomb) else {
            Issue.record("\(parse(bomb))")
            return
        }
        #expect(place < 64)
    }

    @Test func `bound the members of each object`() {
        var limits = JSONLimits()
        limits.memberCount = 2
        #expect(parse("[{\"a\":1,\"b\":2},{\"a\":1,\"b\":2}]", limits: limits).isSuccess)
        #expect(parse("{\"a\":1,\"b\":2,\"c\":3}", limits: limits) == .failure(.tooManyMembers(maximum: 2, at: 13)))
    }

    @Test func `bound the elements of each array`() {
        var limits = JSONLimits()
        limits.elementCount = 2
        #expect(parse("[[1,2],[1,2]]", limits: limits).isSuccess)
        #expect(parse("[1,2,3]", limits: limits) == .failure(.tooManyElements(maximum: 2, at: 5)))
    }

    @Test func `bound the values altogether`() {
        var limits = JSONLimits()
        limits.valueCount = 5
        #expect(parse("[[1],{\"a\":2}]", limits: limits).isSuccess)
        #expect(parse("[[1],{\"a\":2},3]", limits: limits) == .failure(.tooManyValues(maximum: 5, at: 13)))
    }

    @Test func `hold by default for a message of ours and not for a flood`() {
        #expect(parse("[" + String(repeating: "0,", count: 1023) + "0]").isSuccess)
        #expect(!parse("[" + String(repeating: "0,", count: 1024) + "0]").isSuccess)
        let row = "[" + String(repeating: "0,", count: 999) + "0]"
        #expect(!parse("[" + String(repeating: row + ",", count: 4) + row + "]").isSuccess)
        #expect(!parse("\"" + String(repeating: "x", count: 1_048_576) + "\"").isSuccess)
    }
}

extension Result {
    /// Whether there is a value.
    var isSuccess: Bool {
        switch self {
        case .success: true
        case .failure: false
        }
    }
}
