public import NIOCore

/// The sending side of one WebSocket; may be used from anywhere, and is cheapest on the connection's event loop.
///
/// What is sent is flushed once at the end of the loop's turn, so that a burst to one peer costs one system call.
public final class WebSocketOutlet: Sendable {
    private let handler: NIOLoopBound<WebSocketHandler>

    /// The loop that the connection lives on.
    public var eventLoop: any EventLoop { handler.eventLoop }

    init(_ handler: NIOLoopBound<WebSocketHandler>) {
        self.handler = handler
    }

    /// Sends a text message.
    ///
    /// `payload` should leave ``headroom`` free in front for the frame's header.
    public func send(_ payload: ByteBuffer) {
        if handler.eventLoop.inEventLoop {
            handler.value.send(payload)
        } else {
            handler.eventLoop.execute { self.handler.value.send(payload) }
        }
    }

    /// Closes with a code and a reason of at most 123 bytes (RFC 6455 §5.5); what was sent before goes out first.
    public func close(code: UInt16, reason: String) {
        if handler.eventLoop.inEventLoop {
            handler.value.close(code: code, reason: reason)
        } else {
            handler.eventLoop.execute { self.handler.value.close(code: code, reason: reason) }
        }
    }

    /// The longest header of a frame that is not masked (RFC 6455 §5.2).
    public static let headroom = 10
}
