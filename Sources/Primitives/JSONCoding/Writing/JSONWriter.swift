/// Writes JSON to the letter as JavaScript's `JSON.stringify` does: no white space, and no escape that is not required.
///
/// Values are written in order; the writer adds the commas. Balancing `begin` and `end`, and a ``name(_:)`` before each value of an object, is
/// the caller's part.
public struct JSONWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8]
    private var needsComma = false

    /// Creates a writer with room for `capacity` bytes.
    public init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Opens an object.
    @inline(__always)
    public mutating func beginObject() {
        open(UInt8(ascii: "{"))
    }

    /// Closes an object.
    @inline(__always)
    public mutating func endObject() {
        close(UInt8(ascii: "}"))
    }

    /// Opens an array.
    @inline(__always)
    public mutating func beginArray() {
        open(UInt8(ascii: "["))
    }

    /// Closes an array.
    @inline(__always)
    public mutating func endArray() {
        close(UInt8(ascii: "]"))
    }

    /// Writes a member's name and the colon.
    public mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func string(_ text: String) {
        separate()
        bytes.appendQuoted(text)
        needsComma = true
    }

    /// Writes a whole number.
    public mutating func integer(_ value: Int64) {
        separate()
        bytes.appendDecimal(value)
        needsComma = true
    }

    /// Writes a number; one that is not finite is written as `null`.
    public mutating func double(_ value: Double) {
        separate()
        bytes.append(contentsOf: value.ecmaScriptText.utf8)
        needsComma = true
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
        needsComma = true
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    /// Writes any value.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .double(let value): double(value)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                name(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}

extension JSONValue {
    /// This value as `JSON.stringify` writes it.
    public var canonicalBytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
