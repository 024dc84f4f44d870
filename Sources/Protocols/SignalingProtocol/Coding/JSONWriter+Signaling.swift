import Identifiers
import JSONCoding
import Units

extension JSONWriter {
    mutating func member(_ name: String, _ id: some Identifier) {
        member(name, id.text)
    }

    mutating func member(_ name: String, _ word: some RawRepresentable<String>) {
        member(name, word.rawValue)
    }

    mutating func member(_ name: String, _ id: RequestID) {
        member(name, id.rawValue)
    }

    mutating func member(_ name: String, _ number: SequenceNumber) {
        member(name, number.rawValue)
    }

    mutating func member(_ name: String, _ time: UnixTime) {
        member(name, time.milliseconds)
    }

    mutating func member(_ name: String, _ duration: Duration) {
        member(name, duration.wholeMilliseconds)
    }

    mutating func member(_ name: String, _ count: Int) {
        member(name, Int64(count))
    }

    mutating func member(_ name: String, _ count: Int?) {
        if let count { member(name, count) }
    }

    mutating func member(_ name: String, _ attributes: Attributes) {
        object(name) { writer in
            for entry in attributes.entries { writer.member(entry.name, entry.value) }
        }
    }
}
