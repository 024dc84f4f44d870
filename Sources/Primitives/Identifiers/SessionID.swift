/// A signaling session; survives lost sockets.
public struct SessionID: Identifier {
    public static let prefix: StaticString = "SE_"
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
