/// How much JSON a parser takes before it refuses the rest.
///
/// Whatever a peer can grow is in here.
public struct JSONLimits: Sendable, Hashable {
    /// The longest text, in bytes.
    public var byteCount: Int
    /// The deepest nesting of arrays and objects; `1` is one array or object without another inside.
    public var depth: Int
    /// The most members in one object.
    public var memberCount: Int
    /// The most elements in one array.
    public var elementCount: Int
    /// The most values in the whole text; it bounds the memory that a text of many tiny values unfolds to.
    public var valueCount: Int

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - byteCount: The longest text, in bytes.
    ///   - depth: The deepest nesting of arrays and objects.
    ///   - memberCount: The most members in one object.
    ///   - elementCount: The most elements in one array.
    ///   - valueCount: The most values in the whole text.
    public init(byteCount: Int = 262_144, depth: Int = 8, memberCount: Int = 128, elementCount: Int = 1024, valueCount: Int = 4096) {
        self.byteCount = byteCount
        self.depth = depth
        self.memberCount = memberCount
        self.elementCount = elementCount
        self.valueCount = valueCount
    }
}
