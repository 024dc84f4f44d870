public import Identifiers

extension Identifier {
    /// A well-formed id that shows in a failure whose it is: `PA_annxxxxxxxx1`.
    ///
    /// `name` is at most 8 characters of `0-9A-Za-z`, `number` at most four digits.
    public static func named(_ name: String, _ number: Int = 1) -> Self {
        let digits = String(number)
        let padding = String(repeating: "x", count: max(0, 12 - name.utf8.count - digits.utf8.count))
        guard let id = Self("\(prefix)\(name)\(padding)\(digits)") else { preconditionFailure("no id can be made of '\(name)'") }
        return id
    }
}

extension Identity {
    /// An identity written in a test.
    public static func named(_ text: String) -> Identity {
        guard let identity = Identity(text) else { preconditionFailure("'\(text)' is no identity") }
        return identity
    }
}

extension RoomName {
    /// A room name written in a test.
    public static func named(_ text: String) -> RoomName {
        guard let name = RoomName(text) else { preconditionFailure("'\(text)' is no room name") }
        return name
    }
}

extension DisplayName {
    /// A display name written in a test.
    public static func named(_ text: String) -> DisplayName {
        guard let name = DisplayName(cleaning: text) else { preconditionFailure("'\(text)' is no display name") }
        return name
    }
}
