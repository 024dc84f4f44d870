import JSONCoding

/// What follows `type` and `seq` in a server message.
protocol ServerPayload: Sendable, Hashable {
    /// The `type` member.
    static var type: String { get }
    /// Reads the members after `type`.
    init(reading object: JSONObject) throws(JSONMemberError)
    /// Writes the members after `type`, in the order of `docs/signaling.md`.
    func write(to writer: inout JSONWriter)
}
