import NIOCore
import Rooms
import Signaling
import SignalingProtocol
import WebSockets

/// A WebSocket as the domain sees it: takes encoded messages, puts in the sequence number, closes with our codes.
final class SocketOutlet: SignalingOutlet {
    private let socket: WebSocketOutlet

    init(_ socket: WebSocketOutlet) {
        self.socket = socket
    }

    func send(_ message: EncodedMessage, sequence: SequenceNumber?) {
        let headroom = WebSocketOutlet.headroom
        let capacity = headroom + message.bytes.count + EncodedMessage.maximumSequenceByteCount
        var buffer = ByteBufferAllocator().buffer(capacity: capacity)
        // The frame's header is written into this room, so that a frame is one buffer.
        buffer.moveWriterIndex(to: headroom)
        buffer.moveReaderIndex(to: headroom)
        message.write(sequence: sequence, into: &buffer)
        socket.send(buffer)
    }

    func close(_ code: CloseCode, reason: String) {
        socket.close(code: code.rawValue, reason: reason)
    }
}

extension EncodedMessage {
    fileprivate func write(sequence: SequenceNumber?, into buffer: inout ByteBuffer) {
        guard let sequence else {
            buffer.writeBytes(bytes)
            return
        }
        buffer.writeBytes(bytes[..<spliceOffset])
        buffer.writeStaticString(",\"seq\":")
        buffer.writeString(sequence.description)
        buffer.writeBytes(bytes[spliceOffset...])
    }
}

/// A WebSocket's session that hands everything to a ``SignalingPeer``.
final class PeerSession: WebSocketSession {
    private let peer: SignalingPeer

    init(_ peer: SignalingPeer) {
        self.peer = peer
    }

    func received(_ message: ByteBuffer) {
        peer.received(message.readableBytesUInt8Span)
    }

    func serverIsStopping() {
        peer.serverIsStopping()
    }

    func closed(_ cause: WebSocketCloseCause) {
        switch cause {
        case .peer(let code):
            // RFC 6455 §7.4.1: 1000 is a purpose fulfilled, 1001 a page that was left. Anything else is an accident, which a session survives.
            peer.socketClosed(isGoodbye: code == 1000 || code == 1001)
        case .local, .lost, .silent, .slow, .violation:
            peer.socketClosed(isGoodbye: false)
        }
    }
}
