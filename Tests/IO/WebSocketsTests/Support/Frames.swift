import NIOCore
import NIOWebSocket

extension WebSocketFrame {
    /// A frame as a client sends it: masked, unless a test says otherwise.
    static func client(
        _ opcode: WebSocketOpcode,
        _ text: String = "",
        fin: Bool = true,
        mask: WebSocketMaskingKey? = [0xA1, 0x00, 0xFF, 0x3C],
        rsv1: Bool = false,
        rsv2: Bool = false,
        rsv3: Bool = false
    ) -> WebSocketFrame {
        client(opcode, bytes: Array(text.utf8), fin: fin, mask: mask, rsv1: rsv1, rsv2: rsv2, rsv3: rsv3)
    }

    /// The same with bytes that may be no text.
    static func client(
        _ opcode: WebSocketOpcode,
        bytes: [UInt8],
        fin: Bool = true,
        mask: WebSocketMaskingKey? = [0xA1, 0x00, 0xFF, 0x3C],
        rsv1: Bool = false,
        rsv2: Bool = false,
        rsv3: Bool = false
    ) -> WebSocketFrame {
        var data = ByteBuffer(bytes: bytes)
        if let mask { data.webSocketMask(mask) }
        return WebSocketFrame(fin: fin, rsv1: rsv1, rsv2: rsv2, rsv3: rsv3, opcode: opcode, maskKey: mask, data: data)
    }

    /// A close frame with a code, as a client sends it.
    static func close(_ code: UInt16, _ reason: [UInt8] = []) -> WebSocketFrame {
        client(.connectionClose, bytes: [UInt8(code >> 8), UInt8(code & 0xFF)] + reason)
    }

    /// What a server's frame says, in words.
    var summary: String {
        var data = unmaskedData
        switch opcode {
        case .connectionClose:
            let code = data.readInteger(as: UInt16.self).map(String.init) ?? "-"
            return "close \(code) \(String(buffer: data))"
        case .ping: return "ping \(String(buffer: data))"
        case .pong: return "pong \(String(buffer: data))"
        default: return String(buffer: data)
        }
    }
}

/// Text that is not UTF-8, each for a reason of its own (RFC 3629).
let notUTF8: [[UInt8]] = [
    [0x80],
    [0xC3],
    [0xE2, 0x82],
    [0xC0, 0xAF],
    [0xE0, 0x80, 0xAF],
    [0xED, 0xA0, 0x80],
    [0xF4, 0x90, 0x80, 0x80],
    [0xFF],
    [0x61, 0xF0, 0x9F, 0x98],
]
