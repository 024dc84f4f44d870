/// How media travels in a room at present.
public struct Topology: Sendable, Hashable {
    /// Between browsers or through the server.
    public var kind: TopologyKind
    /// Rises with every change; descriptions and candidates name the epoch that they belong to.
    public var epoch: Int
    /// Why it is so, for logs and curious people.
    public var reason: String

    /// Creates the description of a topology.
    public init(kind: TopologyKind, epoch: Int, reason: String) {
        self.kind = kind
        self.epoch = epoch
        self.reason = reason
    }
}
