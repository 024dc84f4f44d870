import NIOCore
import NIOWebSocket

/// Puts fragmented messages together and holds a client to RFC 6455.
///
/// Pure: frames in, one result each.
struct MessageAssembler {
    private let maximumByteCount: Int
    private let maximumFragmentCount: Int
    private var fragments: ByteBuffer?
    private var fragmentCount = 0

    enum Result: Equatable {
        /// Nothing to do yet.
        case more
        /// A whole text message, valid UTF-8.
        case message(ByteBuffer)
        /// To be answered by a pong with the same bytes.
        case ping(ByteBuffer)
        case pong
        case close(code: UInt16?)
        /// The connection fails (RFC 6455 §7.1.7).
        case violation(WebSocketErrorCode, String)
    }

    init(limits: WebSocketLimits) {
        self.maximumByteCount = limits.messageByteCount
        self.maximumFragmentCount = limits.fragmentCount
    }

    mutating func received(_ frame: WebSocketFrame) -> Result {
        // RFC 6455 §5.1: a server closes on a frame that is not masked. §5.2: no extension was negotiated, so no reserved bit may be set.
        guard frame.maskKey != nil else { return .violation(.protocolError, "frames from a client are masked") }
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return .violation(.protocolError, "a reserved bit is set") }
        switch frame.opcode {
        case .ping: return .ping(frame.unmaskedData)
        case .pong: return .pong
        case .connectionClose: return closed(frame.unmaskedData)
        case .text: return started(frame)
        case .continuation: return continued(frame)
        case .binary: return .violation(.unacceptableData, "messages are text")
        default: return .violation(.protocolError, "an unknown opcode")
        }
    }

    private mutating func started(_ frame: WebSocketFrame) -> Result {
        guard fragments == nil else { return .violation(.protocolError, "a message began inside another") }
        guard frame.length <= maximumByteCount else { return tooLarge }
        if frame.fin { return finished(frame.unmaskedData) }
        fragments = frame.unmaskedData
        fragmentCount = 1
        return .more
    }

    private mutating func continued(_ frame: WebSocketFrame) -> Result {
        guard var soFar = fragments else { return .violation(.protocolError, "a continuation of nothing") }
        guard soFar.readableBytes + frame.length <= maximumByteCount else { return tooLarge }
        guard fragmentCount < maximumFragmentCount else {
            return .violation(.policyViolation, "more than \(maximumFragmentCount) fragments")
        }
        fragments = nil
        var data = frame.unmaskedData
        soFar.writeBuffer(&data)
        if frame.fin { return finished(soFar) }
        fragmentCount += 1
        fragments = soFar
        return .more
    }

    private func finished(_ message: ByteBuffer) -> Result {
        // RFC 6455 §8.1: bytes that are not UTF-8 fail the connection.
        isUTF8(message) ? .message(message) : .violation(.dataInconsistentWithMessage, "not UTF-8")
    }

    /// RFC 6455 §5.5.1 and §7.4: a body of one byte, or a code that must not travel, is a protocol error.
    private func closed(_ data: ByteBuffer) -> Result {
        var data = data
        guard data.readableBytes > 0 else { return .close(code: nil) }
        guard let code = data.readInteger(as: UInt16.self) else { return .violation(.protocolError, "half a close code") }
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: break
        default: return .violation(.protocolError, "a close code that must not be sent")
        }
        return isUTF8(data) ? .close(code: code) : .violation(.dataInconsistentWithMessage, "the reason is not UTF-8")
    }

    private var tooLarge: Result {
        .violation(.messageTooLarge, "more than \(maximumByteCount) bytes")
    }

    private func isUTF8(_ buffer: ByteBuffer) -> Bool {
        (try? UTF8Span(validating: buffer.readableBytesUInt8Span)) != nil
    }
}
