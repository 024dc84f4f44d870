import Identifiers
import JSONCoding
import Units

extension JSONValue {
    /// An id of one kind.
    func identifier<ID: Identifier>(_ type: ID.Type = ID.self) throws(JSONMemberError) -> ID {
        guard let id = ID(try text()) else { throw JSONMemberError("", .notA("\(ID.prefix) and 12 of 0-9A-Za-z")) }
        return id
    }

    /// One of a fixed set of words.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type = Word.self) throws(JSONMemberError) -> Word {
        guard let word = Word(rawValue: try text()) else {
            throw JSONMemberError("", .notA("one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")))
        }
        return word
    }

    /// A token-like text: 1 to `maximumByteCount` bytes without control characters.
    func plainText(maximumByteCount: Int) throws(JSONMemberError) -> String {
        let text = try text(maximumByteCount: maximumByteCount)
        guard !text.isEmpty else { throw JSONMemberError("", .notA("a string that is not empty")) }
        guard !text.hasControlCharacters(allowingLineBreaks: false) else { throw .controlCharacters }
        return text
    }

    /// A name for people, cleaned.
    func displayName() throws(JSONMemberError) -> DisplayName {
        let text = try text()
        guard let name = DisplayName(cleaning: text) else {
            throw JSONMemberError("", .tooLong(maximum: DisplayName.maximumByteCount, actual: DisplayName.cleaned(text).utf8.count))
        }
        return name
    }

    /// A count or number of ours, from zero.
    func count() throws(JSONMemberError) -> Int {
        Int(clamping: try integer(in: 0...JSONValue.maximumInteger))
    }

    /// A number of a peer's, from zero, whose size is limited.
    func count(upTo maximum: Int) throws(JSONMemberError) -> Int {
        let value = try count()
        guard value <= maximum else { throw JSONMemberError("", .tooLarge(maximum: Int64(maximum))) }
        return value
    }

    /// A time in milliseconds.
    func time() throws(JSONMemberError) -> UnixTime {
        UnixTime(milliseconds: try integer(in: -JSONValue.maximumInteger...JSONValue.maximumInteger))
    }

    /// A duration in milliseconds, from zero.
    func duration() throws(JSONMemberError) -> Duration {
        .milliseconds(try integer(in: 0...JSONValue.maximumInteger))
    }

    /// A sequence number, or zero.
    func sequenceNumber() throws(JSONMemberError) -> SequenceNumber {
        SequenceNumber(try integer(in: 0...JSONValue.maximumInteger))
    }
}

extension JSONObject {
    /// A request's `id`.
    func requestID() throws(JSONMemberError) -> RequestID {
        RequestID(try integer("id", in: 1...JSONValue.maximumInteger))
    }

    /// The required id `name`.
    func identifier<ID: Identifier>(_ name: String, _ type: ID.Type = ID.self) throws(JSONMemberError) -> ID {
        try required(name) { value throws(JSONMemberError) in try value.identifier(ID.self) }
    }

    /// The required word `name`.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type = Word.self) throws(JSONMemberError) -> Word
    {
        try required(name) { value throws(JSONMemberError) in try value.word(Word.self) }
    }

    /// The required time `name`.
    func time(_ name: String) throws(JSONMemberError) -> UnixTime {
        try required(name) { value throws(JSONMemberError) in try value.time() }
    }

    /// The required count `name`.
    func count(_ name: String) throws(JSONMemberError) -> Int {
        try required(name) { value throws(JSONMemberError) in try value.count() }
    }
}

extension JSONMemberError {
    /// A text with characters that it may not have.
    static let controlCharacters = JSONMemberError("", .notA("a string without control characters"))
}
