public import NIOCore

/// What one WebSocket peer may make the server hold or do.
public struct WebSocketLimits: Sendable {
    /// The longest message, over all its fragments, in bytes.
    public var messageByteCount = 256 * 1024
    /// The most fragments of one message.
    public var fragmentCount = 64
    /// How many control frames may come at once.
    public var controlFrameBurst = 50
    /// How many control frames may come each second.
    public var controlFramesPerSecond = 10
    /// The most bytes that wait for a peer that does not read; then its connection is closed.
    public var outboundByteCount = 1024 * 1024
    /// How long the first request may take to arrive.
    public var firstRequestTimeout: TimeAmount = .seconds(10)
    /// How long the peer may take to answer a close frame.
    public var closeTimeout: TimeAmount = .seconds(1)
    /// The server pings a peer that was silent this long.
    public var pingInterval: TimeAmount = .seconds(4)
    /// A peer that was silent this long is dead.
    public var pingTimeout: TimeAmount = .seconds(12)
    /// The most connections, WebSocket or not, in all.
    public var connectionCount = 20_000
    /// The most connections from one IPv4 address or one IPv6 network of 64 bits.
    public var connectionCountPerAddress = 2_000

    /// The defaults.
    public init() {}
}
