/// A room's life, from creation to deletion.
public struct RoomID: Identifier {
    public static var prefix: String { "RM_" }
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
