public import NIOCore

/// Whoever talks over one WebSocket.
///
/// Confined to the connection's event loop.
public protocol WebSocketSession: AnyObject {
    /// A whole text message, valid UTF-8 and within the limits.
    func received(_ message: ByteBuffer)
    /// The server stops: say so and close.
    func serverIsStopping()
    /// The connection is gone. Called once, last.
    func closed(_ cause: WebSocketCloseCause)
}

/// Why a WebSocket is gone.
public enum WebSocketCloseCause: Sendable, Hashable {
    /// The peer said goodbye, with this code if it gave one.
    case peer(code: UInt16?)
    /// We closed it.
    case local
    /// The socket broke.
    case lost
    /// Nothing came for too long.
    case silent
    /// The peer did not read.
    case slow
    /// The peer broke the protocol.
    case violation
}
