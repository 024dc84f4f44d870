import JSONCoding
import Testing

@Suite struct `A writer` {
    @Test func `puts commas where they belong`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", "x")
        writer.member("n", Int64(-3))
        writer.member("absent", String?.none)
        writer.member("here", String?.some("y"))
        writer.member("no", Bool?.none)
        writer.member("yes", Bool?.some(true))
        writer.array("list") { writer in
            writer.beginObject()
            writer.endObject()
            writer.beginArray()
            writer.endArray()
            writer.null()
            writer.bool(false)
            writer.double(0.5)
        }
        writer.object("o") { writer in writer.member("b", true) }
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"type":"x","n":-3,"here":"y","yes":true,"list":[{},[],null,false,0.5],"o":{"b":true}}"#
        )
    }

    @Test func `escapes the names of members`() {
        #expect(written(.object(object(["a\"\n": .null]))) == #"{"a\"\n":null}"#)
    }
}

@Suite struct `An object` {
    @Test func `takes each name once`() {
        var object = JSONObject()
        let answers = [object.append("a", .null), object.append("b", .null), object.append("a", .bool(true))]
        #expect(answers == [true, true, false])
        #expect(object["a"] == .null)
        #expect(object.members.count == 2)
    }
}
