/// A JSON object: members in the order in which they were written, each name once.
///
/// Two names are the same when their bytes are, so that a peer cannot make two members out of one by Unicode normalisation or the reverse.
/// Looking a member up is a linear search: ``JSONLimits/memberCount`` keeps it short.
public struct JSONObject: Sendable, Hashable {
    /// One named value.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public let name: String
        /// The member's value.
        public let value: JSONValue

        /// Creates a member.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The members, in order.
    public private(set) var members: [Member]

    /// Creates an object without members.
    public init() {
        members = []
    }

    /// Creates an object with room for `capacity` members.
    init(capacity: Int) {
        members = []
        members.reserveCapacity(capacity)
    }

    /// The value of the member named `name`, if there is one.
    public subscript(name: String) -> JSONValue? {
        for member in members where member.name.hasSameBytes(as: name) {
            return member.value
        }
        return nil
    }

    /// Adds a member at the end; `false`, and nothing is added, if there is one of that name already.
    @discardableResult
    public mutating func append(_ name: String, _ value: JSONValue) -> Bool {
        for member in members where member.name.hasSameBytes(as: name) {
            return false
        }
        members.append(Member(name: name, value: value))
        return true
    }
}

extension String {
    /// Whether both are the same code points.
    ///
    /// `==` also holds for other spellings of the same characters.
    @inline(__always)
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && hasSameBytes(asEquallyLong: other)
    }

    private func hasSameBytes(asEquallyLong other: String) -> Bool {
        let ownUTF8 = utf8
        let otherUTF8 = other.utf8
        let own = ownUTF8.span
        let other = otherUTF8.span
        for index in own.indices where index >= other.count || own[index] != other[index] { return false }
        return true
    }
}
