/// One published track; outlives every transport that carries it.
public struct TrackID: Identifier {
    public static var prefix: String { "TR_" }
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
