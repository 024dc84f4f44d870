/// The keys whose tokens are accepted; the first one signs the tokens made here.
///
/// Several make it possible to change a key while calls go on.
public struct KeyRing: Sendable, Hashable {
    /// The key that signs.
    public let primary: APIKey
    /// All keys, the primary one first, each id once.
    public let keys: [APIKey]

    /// Creates a ring of one key.
    public init(_ key: APIKey) {
        self.primary = key
        self.keys = [key]
    }

    /// Creates a ring, the first key being the primary one; `nil` when there is none or an id occurs twice.
    public init?(_ keys: [APIKey]) {
        guard let first = keys.first, Set(keys.map(\.id)).count == keys.count else { return nil }
        self.primary = first
        self.keys = keys
    }
}
