import JSONCoding

/// What follows `type` in a client message.
protocol ClientPayload: Sendable, Hashable {
    /// The `type` member.
    static var type: String { get }
    /// Reads the members after `type`.
    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError)
    /// Writes the members after `type`, in the order of `docs/signaling.md`.
    func write(to writer: inout JSONWriter)
}
