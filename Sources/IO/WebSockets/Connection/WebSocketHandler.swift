import NIOCore
import NIOWebSocket
import Units

/// One WebSocket connection: frames on one side, a ``WebSocketSession`` on the other.
///
/// Confined to its event loop.
final class WebSocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private enum State {
        case open
        /// We sent a close frame and wait for the peer's.
        case closing(WebSocketCloseCause)
        case closed
    }

    private let turn: LoopTurn
    private let limits: SharedLimits
    private var assembler: MessageAssembler
    private var controlFrames: TokenBucket
    private var context: ChannelHandlerContext?
    private var session: (any WebSocketSession)?
    private var state = State.open
    private var isDirty = false
    private var lastHeard: NIODeadline
    /// Where ``LoopTurn`` keeps this handler.
    var slot = -1

    init(turn: LoopTurn, limits: SharedLimits) {
        self.turn = turn
        self.limits = limits
        self.assembler = MessageAssembler(limits: limits.values)
        let now = turn.now
        self.lastHeard = now
        self.controlFrames = TokenBucket(
            burst: limits.values.controlFrameBurst,
            perSecond: limits.values.controlFramesPerSecond,
            at: now.instant
        )
    }

    /// Begins to hand messages to `session`.
    func attach(_ session: any WebSocketSession) {
        self.session = session
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        turn.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(.lost)
        self.context = nil
    }

    // MARK: Inbound

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = Self.unwrapInboundIn(data)
        lastHeard = turn.now
        switch state {
        case .open:
            break
        case .closing(let cause):
            // RFC 6455 §5.5.1: after our close frame only the peer's is of interest.
            if frame.opcode == .connectionClose { hangUp(cause) }
            return
        case .closed:
            return
        }
        if frame.opcode.isControlOpcode, !controlFrames.take(at: lastHeard.instant) {
            return fail(.policyViolation, "too many control frames")
        }
        switch assembler.received(frame) {
        case .more, .pong:
            break
        case .message(let message):
            session?.received(message)
        case .ping(let data):
            write(WebSocketFrame(fin: true, opcode: .pong, data: data))
        case .close(let code):
            sendClose(code.map { WebSocketErrorCode(codeNumber: Int($0)) } ?? .normalClosure, "")
            hangUp(.peer(code: code))
        case .violation(let code, let reason):
            fail(code, reason)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.lost)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOWebSocketError.invalidFrameLength: fail(.messageTooLarge, "more than \(limits.values.messageByteCount) bytes")
        case is NIOWebSocketError: fail(.protocolError, "a malformed frame")
        default: hangUp(.lost)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            session?.serverIsStopping()
        } else if let event = event as? ChannelEvent, event == .inputClosed {
            // A WebSocket has no half-open state: a peer that cannot send is gone.
            hangUp(.lost)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: Outbound

    func send(_ payload: ByteBuffer) {
        guard case .open = state else { return }
        write(WebSocketFrame(fin: true, opcode: .text, data: payload))
    }

    func close(code: UInt16, reason: String) {
        beginClosing(WebSocketErrorCode(codeNumber: Int(code)), reason, cause: .local)
    }

    /// Called by ``LoopTurn`` at the end of the loop's turn.
    func flush() {
        isDirty = false
        context?.flush()
    }

    /// Called by ``LoopTurn`` about once a second.
    func heartbeat(at now: NIODeadline) {
        guard case .open = state else { return }
        let silence = now - lastHeard
        if silence >= limits.values.pingTimeout {
            finish(.silent)
            context?.close(promise: nil)
        } else if silence >= limits.values.pingInterval {
            write(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()))
        }
    }

    private func write(_ frame: WebSocketFrame) {
        guard let context else { return }
        guard context.channel.isWritable else {
            // The watermark is the bound: this peer does not read, and nothing that we could say would reach it.
            finish(.slow)
            context.close(promise: nil)
            return
        }
        context.write(Self.wrapOutboundOut(frame), promise: nil)
        guard !isDirty else { return }
        isDirty = true
        turn.flushLater(self)
    }

    // MARK: Closing

    private func fail(_ code: WebSocketErrorCode, _ reason: String) {
        beginClosing(code, reason, cause: .violation)
    }

    private func beginClosing(_ code: WebSocketErrorCode, _ reason: String, cause: WebSocketCloseCause) {
        guard case .open = state, let context else { return }
        sendClose(code, reason)
        state = .closing(cause)
        // The peer's close frame is waited for, because closing a socket with unread bytes makes the kernel drop what we just wrote.
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: limits.values.closeTimeout) { bound.value.hangUp(cause) }
    }

    private func sendClose(_ code: WebSocketErrorCode, _ reason: String) {
        guard let context else { return }
        var data = context.channel.allocator.buffer(capacity: 2 + reason.utf8.count)
        data.write(webSocketErrorCode: code)
        data.writeBytes(reason.utf8.prefix(123))
        context.writeAndFlush(Self.wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: data)), promise: nil)
    }

    private func hangUp(_ cause: WebSocketCloseCause) {
        finish(cause)
        context?.close(promise: nil)
    }

    /// Tells the session, once, and lets go of it: session, outlet and handler refer to each other.
    private func finish(_ cause: WebSocketCloseCause) {
        let told: WebSocketCloseCause
        switch state {
        case .open: told = cause
        case .closing(let earlier): told = earlier
        case .closed: return
        }
        state = .closed
        turn.remove(self)
        let session = session
        self.session = nil
        session?.closed(told)
    }
}

/// The limits, shared by all connections instead of copied into each.
final class SharedLimits: Sendable {
    let values: WebSocketLimits

    init(_ values: WebSocketLimits) {
        self.values = values
    }
}

extension WebSocketOpcode {
    /// RFC 6455 §5.5: opcodes from 8 on are control frames.
    var isControlOpcode: Bool {
        switch self {
        case .connectionClose, .ping, .pong: true
        default: false
        }
    }
}

extension NIODeadline {
    /// The same instant in the units of the pure code.
    var instant: MonotonicInstant {
        MonotonicInstant(nanoseconds: Int64(clamping: uptimeNanoseconds))
    }
}
