extension JSONWriter {
    /// Writes a member that is a string.
    @inline(__always)
    public mutating func member(_ name: String, _ text: String) {
        self.name(name)
        string(text)
    }

    /// Writes a member that is a string, unless it is absent.
    @inline(__always)
    public mutating func member(_ name: String, _ text: String?) {
        if let text { member(name, text) }
    }

    /// Writes a member that is a whole number.
    @inline(__always)
    public mutating func member(_ name: String, _ value: Int64) {
        self.name(name)
        integer(value)
    }

    /// Writes a member that is a boolean.
    @inline(__always)
    public mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        bool(value)
    }

    /// Writes a member that is a boolean, unless it is absent.
    @inline(__always)
    public mutating func member(_ name: String, _ value: Bool?) {
        if let value { member(name, value) }
    }

    /// Writes a member that is an object, whose members `body` writes.
    @inline(__always)
    public mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        beginObject()
        body(&self)
        endObject()
    }

    /// Writes a member that is an array, whose elements `body` writes.
    @inline(__always)
    public mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        beginArray()
        body(&self)
        endArray()
    }
}
