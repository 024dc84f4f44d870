/// One published track; outlives every transport that carries it.
public struct TrackID: Identifier {
    public static let prefix: StaticString = "TR_"
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
