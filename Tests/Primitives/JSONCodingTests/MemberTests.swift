import JSONCoding
import Testing

@Suite struct `Reading the members of an object` {
    private let members = object([
        "text": .string("héllo"), "count": .integer(7), "ratio": .double(0.5), "flag": .bool(true), "nothing": .null,
        "list": .array([.integer(1), .string("two")]), "inner": .object(object(["deep": .array([.object(object(["x": .bool(false)]))])])),
    ])

    private func refusal<Value>(_ read: () throws(JSONMemberError) -> Value) -> JSONMemberError? {
        do throws(JSONMemberError) {
            _ = try read()
            return nil
        } catch {
            return error
        }
    }

    @Test func `gives what is there`() throws {
        #expect(try members.string("text") == "héllo")
        #expect(try members.string("text", maximumByteCount: 6) == "héllo")
        #expect(try members.optionalString("text") == "héllo")
        #expect(try members.integer("count", in: 7...7) == 7)
        #expect(try members.optionalInteger("count", in: 0...9) == 7)
        #expect(try members.bool("flag"))
        #expect(try members.optionalBool("flag") == true)
    }

    @Test func `gives nothing for what is not there, unless it must be`() throws {
        #expect(try members.optionalString("absent") == nil)
        #expect(try members.optionalInteger("absent", in: 0...1) == nil)
        #expect(try members.optionalBool("absent") == nil)
        #expect(refusal { () throws(JSONMemberError) in try members.string("absent") } == JSONMemberError("absent", .missing))
        #expect(refusal { () throws(JSONMemberError) in try members.bool("absent") } == JSONMemberError("absent", .missing))
        #expect(refusal { () throws(JSONMemberError) in try members.integer("absent", in: 0...1) } == JSONMemberError("absent", .missing))
    }

    @Test func `does not take null for absence`() {
        let expected = JSONMemberError("nothing", .wrongKind(expected: .string, actual: .null))
        #expect(refusal { () throws(JSONMemberError) in try members.optionalString("nothing") } == expected)
    }

    @Test func `tells the kind that was expected and the kind that was found`() {
        #expect(
            refusal { () throws(JSONMemberError) in try members.string("count") }?.description
                == "'count' must be a string, not an integer."
        )
        #expect(
            refusal { () throws(JSONMemberError) in try members.integer("ratio", in: 0...1) }?.description
                == "'ratio' must be an integer, not a number."
        )
        #expect(
            refusal { () throws(JSONMemberError) in try members.bool("inner") }?.description == "'inner' must be a boolean, not an object."
        )
        #expect(
            refusal { () throws(JSONMemberError) in try members.array("flag") { value throws(JSONMemberError) in try value.text() } }?
                .description
                == "'flag' must be an array, not a boolean."
        )
    }

    @Test func `tells the limit and the length`() {
        #expect(
            refusal { () throws(JSONMemberError) in try members.string("text", maximumByteCount: 5) }
                == JSONMemberError("text", .tooLong(maximum: 5, actual: 6))
        )
        #expect(
            refusal { () throws(JSONMemberError) in try members.integer("count", in: 8...9) }
                == JSONMemberError("count", .outOfBounds(minimum: 8, maximum: 9))
        )
        let list = refusal { () throws(JSONMemberError) in
            try members.array("list", maximumCount: 1) { value throws(JSONMemberError) in value.kind }
        }
        #expect(list == JSONMemberError("list", .tooLong(maximum: 1, actual: 2)))
    }

    @Test func `names the member with the whole path to it`() {
        let element = refusal { () throws(JSONMemberError) in
            try members.array("list") { value throws(JSONMemberError) in try value.integer(in: 0...9) }
        }
        #expect(element?.path == "list[1]")
        let deep = refusal { () throws(JSONMemberError) in
            try members.required("inner") { value throws(JSONMemberError) in
                try value.members().array("deep") { value throws(JSONMemberError) in try value.members().string("x") }
            }
        }
        #expect(deep?.path == "inner.deep[0].x")
        #expect(deep?.description == "'inner.deep[0].x' must be a string, not a boolean.")
    }
}

@Suite struct `The readable beginning of a text that is no JSON` {
    private func readable(_ text: String) -> [String] {
        JSONObject(readableMembersOf: Array(text.utf8).span).members.map { "\($0.name)=\(written($0.value))" }
    }

    @Test(arguments: [
        ("", []), ("[", []), ("{", []), ("{\"a\":1", ["a=1"]), ("{\"a\":1,\"b\":tru", ["a=1"]),
        (" { \"a\" : \"x\" , \"b\" : 2 , ", ["a=\"x\"", "b=2"]),
        ("{\"a\":1}", ["a=1"]), ("{\"a\":1,\"a\":2", ["a=1"]), ("{\"a\":1]", ["a=1"]), ("{\"a\":[1", []), ("nonsense", []),
    ])
    func `is its members up to the first error`(text: String, members: [String]) {
        #expect(readable(text) == members)
    }
}
