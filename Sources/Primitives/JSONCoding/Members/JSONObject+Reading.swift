extension JSONObject {
    /// The member named `name`, read by `read`.
    ///
    /// - Throws: ``JSONMemberError`` that names the member, when it is missing or `read` refuses it.
    @inline(__always)
    public func required<Value>(
        _ name: String,
        _ read: (JSONValue) throws(JSONMemberError) -> Value
    ) throws(JSONMemberError) -> Value {
        guard let value = self[name] else { throw JSONMemberError(name, .missing) }
        do throws(JSONMemberError) {
            return try read(value)
        } catch {
            throw error.within(name)
        }
    }

    /// The member named `name`, read by `read`, or `nil` when it is not there.
    ///
    /// `null` is not absence.
    ///
    /// - Throws: ``JSONMemberError`` that names the member, when `read` refuses it.
    @inline(__always)
    public func optional<Value>(
        _ name: String,
        _ read: (JSONValue) throws(JSONMemberError) -> Value
    ) throws(JSONMemberError) -> Value? {
        guard let value = self[name] else { return nil }
        do throws(JSONMemberError) {
            return try read(value)
        } catch {
            throw error.within(name)
        }
    }

    /// The required string `name` of at most `maximumByteCount` bytes.
    public func string(_ name: String, maximumByteCount: Int = .max) throws(JSONMemberError) -> String {
        try required(name) { value throws(JSONMemberError) in try value.text(maximumByteCount: maximumByteCount) }
    }

    /// The optional string `name` of at most `maximumByteCount` bytes.
    public func optionalString(_ name: String, maximumByteCount: Int = .max) throws(JSONMemberError) -> String? {
        try optional(name) { value throws(JSONMemberError) in try value.text(maximumByteCount: maximumByteCount) }
    }

    /// The required whole number `name` within `bounds`.
    public func integer(_ name: String, in bounds: ClosedRange<Int64>) throws(JSONMemberError) -> Int64 {
        try required(name) { value throws(JSONMemberError) in try value.integer(in: bounds) }
    }

    /// The optional whole number `name` within `bounds`.
    public func optionalInteger(_ name: String, in bounds: ClosedRange<Int64>) throws(JSONMemberError) -> Int64? {
        try optional(name) { value throws(JSONMemberError) in try value.integer(in: bounds) }
    }

    /// The required boolean `name`.
    public func bool(_ name: String) throws(JSONMemberError) -> Bool {
        try required(name) { value throws(JSONMemberError) in try value.truth() }
    }

    /// The optional boolean `name`.
    public func optionalBool(_ name: String) throws(JSONMemberError) -> Bool? {
        try optional(name) { value throws(JSONMemberError) in try value.truth() }
    }

    /// The required array `name` of at most `maximumCount` entries, each read by `read`.
    public func array<Element>(
        _ name: String,
        maximumCount: Int = .max,
        _ read: (JSONValue) throws(JSONMemberError) -> Element
    ) throws(JSONMemberError) -> [Element] {
        try required(name) { value throws(JSONMemberError) in try value.elements(maximumCount: maximumCount, read) }
    }
}
