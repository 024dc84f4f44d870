/// An invitation.
public struct InviteID: Identifier {
    public static var prefix: String { "IV_" }
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
