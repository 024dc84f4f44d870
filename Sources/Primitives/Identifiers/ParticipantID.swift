/// One participant's presence in a room; a full rejoin gets a new one.
public struct ParticipantID: Identifier {
    public static var prefix: String { "PA_" }
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
