extension JSONValue {
    /// The text of a string of at most `maximumByteCount` bytes.
    ///
    /// - Throws: ``JSONMemberError`` with an empty path, which the caller completes.
    public func text(maximumByteCount: Int = .max) throws(JSONMemberError) -> String {
        guard case .string(let text) = self else { throw unexpected(.string) }
        guard text.utf8.count <= maximumByteCount else {
            throw JSONMemberError("", .tooLong(maximum: maximumByteCount, actual: text.utf8.count))
        }
        return text
    }

    /// The whole number, within `bounds`.
    ///
    /// - Throws: ``JSONMemberError`` with an empty path, which the caller completes.
    public func integer(in bounds: ClosedRange<Int64>) throws(JSONMemberError) -> Int64 {
        guard case .integer(let value) = self else { throw unexpected(.integer) }
        guard bounds.contains(value) else {
            throw JSONMemberError("", .outOfBounds(minimum: bounds.lowerBound, maximum: bounds.upperBound))
        }
        return value
    }

    /// The truth value.
    ///
    /// - Throws: ``JSONMemberError`` with an empty path, which the caller completes.
    public func truth() throws(JSONMemberError) -> Bool {
        guard case .bool(let value) = self else { throw unexpected(.bool) }
        return value
    }

    /// The object.
    ///
    /// - Throws: ``JSONMemberError`` with an empty path, which the caller completes.
    public func members() throws(JSONMemberError) -> JSONObject {
        guard case .object(let object) = self else { throw unexpected(.object) }
        return object
    }

    /// The elements of an array of at most `maximumCount` entries, each read by `read`.
    ///
    /// - Throws: ``JSONMemberError`` with a path that begins with the element's index, which the caller completes.
    public func elements<Element>(
        maximumCount: Int = .max,
        _ read: (JSONValue) throws(JSONMemberError) -> Element
    ) throws(JSONMemberError) -> [Element] {
        guard case .array(let values) = self else { throw unexpected(.array) }
        guard values.count <= maximumCount else { throw JSONMemberError("", .tooLong(maximum: maximumCount, actual: values.count)) }
        var elements: [Element] = []
        elements.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            do throws(JSONMemberError) {
                elements.append(try read(value))
            } catch {
                throw error.within(element: index)
            }
        }
        return elements
    }

    private func unexpected(_ expected: JSONKind) -> JSONMemberError {
        JSONMemberError("", .wrongKind(expected: expected, actual: kind))
    }
}
