extension JSONValue {
    /// Reads the one value that `bytes` is, with white space around it (RFC 8259 §2).
    ///
    /// - Parameters:
    ///   - bytes: A whole JSON text in UTF-8, from anybody.
    ///   - limits: How much of it to take.
    /// - Throws: ``JSONDecodingError`` for whatever is not JSON or beyond the limits.
    public init(parsing bytes: Span<UInt8>, limits: JSONLimits = JSONLimits()) throws(JSONDecodingError) {
        var parser = JSONParser(limits: limits)
        self = try parser.document(in: bytes)
    }

    /// Reads the one value that `bytes` is, with white space around it (RFC 8259 §2).
    ///
    /// - Parameters:
    ///   - bytes: A whole JSON text in UTF-8, from anybody.
    ///   - limits: How much of it to take.
    /// - Throws: ``JSONDecodingError`` for whatever is not JSON or beyond the limits.
    public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONDecodingError) {
        try self.init(parsing: bytes.span, limits: limits)
    }
}

extension JSONObject {
    /// Reads members of the outermost object of a text that was refused, up to its first error.
    ///
    /// - Parameters:
    ///   - bytes: The text, or its beginning.
    ///   - limits: How much of it to take.
    public init(readableMembersOf bytes: Span<UInt8>, limits: JSONLimits = JSONLimits()) {
        var parser = JSONParser(limits: limits)
        self = parser.readableMembers(in: bytes)
    }
}
