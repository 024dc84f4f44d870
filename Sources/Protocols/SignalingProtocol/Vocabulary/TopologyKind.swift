/// How media travels.
public enum TopologyKind: String, Sendable, Hashable, CaseIterable {
    /// From browser to browser.
    case mesh
    /// Through the server.
    case sfu
}
