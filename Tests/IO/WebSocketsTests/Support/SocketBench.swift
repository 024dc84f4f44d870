import NIOCore
import NIOEmbedded
import NIOWebSocket
@testable import WebSockets

/// One WebSocket between frames on one side and a recording session on the other, in the test's time.
final class SocketBench {
    let channel: EmbeddedChannel
    let turn: LoopTurn
    let handler: WebSocketHandler
    let session = RecordingSession()
    let outlet: WebSocketOutlet
    private let flushes: FlushCounter

    /// `sharing` puts the socket on the loop of another one.
    init(_ change: (inout WebSocketLimits) -> Void = { _ in }, sharing other: SocketBench? = nil) throws {
        var limits = WebSocketLimits()
        change(&limits)
        let loop = other?.channel.embeddedEventLoop ?? EmbeddedEventLoop()
        channel = EmbeddedChannel(loop: loop)
        if let other {
            turn = other.turn
        } else {
            turn = LoopTurn(eventLoop: loop)
            turn.start()
        }
        handler = WebSocketHandler(turn: turn, limits: SharedLimits(limits))
        handler.attach(session)
        flushes = FlushCounter()
        outlet = WebSocketOutlet(NIOLoopBound(handler, eventLoop: loop))
        try channel.pipeline.syncOperations.addHandlers([flushes, handler])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    /// Frames from the client, in one read.
    func receive(_ frames: WebSocketFrame...) {
        for frame in frames { channel.pipeline.fireChannelRead(frame) }
        channel.pipeline.fireChannelReadComplete()
        channel.embeddedEventLoop.run()
    }

    func send(_ text: String) {
        outlet.send(ByteBuffer(string: text))
    }

    func advance(by time: TimeAmount) {
        channel.embeddedEventLoop.advanceTime(by: time)
    }

    /// What went out to the network since the last call.
    func takeSent() throws -> [String] {
        channel.embeddedEventLoop.run()
        var sent: [String] = []
        while let frame = try channel.readOutbound(as: WebSocketFrame.self) { sent.append(frame.summary) }
        return sent
    }

    var flushCount: Int { flushes.count }
}

/// A session that keeps what it is told.
final class RecordingSession: WebSocketSession {
    private(set) var messages: [String] = []
    private(set) var stops = 0
    private(set) var causes: [WebSocketCloseCause] = []
    var onMessage: ((String) -> Void)?
    var onStop: (() -> Void)?
    var onClosed: (() -> Void)?

    func received(_ message: ByteBuffer) {
        let text = String(buffer: message)
        messages.append(text)
        onMessage?(text)
    }

    func serverIsStopping() {
        stops += 1
        onStop?()
    }

    func closed(_ cause: WebSocketCloseCause) {
        causes.append(cause)
        onClosed?()
    }
}

private final class FlushCounter: ChannelOutboundHandler {
    typealias OutboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame
    private(set) var count = 0

    func flush(context: ChannelHandlerContext) {
        count += 1
        context.flush()
    }
}
