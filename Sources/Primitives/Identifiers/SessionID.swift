/// A signaling session; survives lost sockets.
public struct SessionID: Identifier {
    public static var prefix: String { "SE_" }
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
