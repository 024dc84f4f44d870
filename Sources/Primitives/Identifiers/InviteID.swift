/// An invitation.
public struct InviteID: Identifier {
    public static let prefix: StaticString = "IV_"
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
