import NIOCore
import NIOWebSocket
import TestKit
import Testing
@testable import WebSockets

/// RFC 6455 as far as one side's frames tell.
@Suite struct MessageAssemblerTests {
    private func assembler(bytes: Int = 1000, fragments: Int = 64) -> MessageAssembler {
        var limits = WebSocketLimits()
        limits.messageByteCount = bytes
        limits.fragmentCount = fragments
        return MessageAssembler(limits: limits)
    }

    private func results(_ frames: [WebSocketFrame], bytes: Int = 1000, fragments: Int = 64) -> [MessageAssembler.Result] {
        var assembler = assembler(bytes: bytes, fragments: fragments)
        return frames.map { assembler.received($0) }
    }

    private func message(_ text: String) -> MessageAssembler.Result { .message(ByteBuffer(string: text)) }

    // MARK: Masks, reserved bits, opcodes

    @Test(arguments: [[0, 0, 0, 0], [1, 2, 3, 4], [255, 255, 255, 255], [0x80, 0, 0x7F, 1]] as [WebSocketMaskingKey])
    func `a text frame is a message, under whatever mask`(mask: WebSocketMaskingKey) {
        #expect(results([.client(.text, "héllo", mask: mask)]) == [message("héllo")])
    }

    @Test(arguments: [WebSocketOpcode.text, .continuation, .binary, .ping, .pong, .connectionClose])
    func `a frame that is not masked fails the connection (§5·1)`(opcode: WebSocketOpcode) {
        #expect(results([.client(opcode, "", mask: nil)]).first?.failure == .protocolError)
    }

    @Test(arguments: [WebSocketOpcode.text, .ping, .connectionClose])
    func `a reserved bit fails the connection, since no extension was negotiated (§5·2)`(opcode: WebSocketOpcode) {
        #expect(results([.client(opcode, "", rsv1: true)]).first?.failure == .protocolError)
        #expect(results([.client(opcode, "", rsv2: true)]).first?.failure == .protocolError)
        #expect(results([.client(opcode, "", rsv3: true)]).first?.failure == .protocolError)
    }

    @Test(arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
    func `an unknown opcode fails the connection (§5·2)`(number: Int) throws {
        let opcode = try #require(WebSocketOpcode(encodedWebSocketOpcode: UInt8(number)))
        #expect(results([.client(opcode)]).first?.failure == .protocolError)
    }

    @Test func `binary messages are not accepted (§7·4·1)`() {
        #expect(results([.client(.binary, "x")]).first?.failure == .unacceptableData)
    }

    // MARK: Fragments

    @Test func `fragments become one message (§5·4)`() {
        #expect(
            results([
                .client(.text, "a", fin: false), .client(.continuation, "b", fin: false), .client(.continuation, "c"),
                .client(.text, "next"),
            ]) == [.more, .more, message("abc"), message("next")]
        )
    }

    @Test func `empty fragments are fragments`() {
        #expect(
            results([.client(.text, fin: false), .client(.continuation, fin: false), .client(.continuation, "x")]) == [
                .more, .more, message("x"),
            ]
        )
        #expect(results([.client(.text, fin: false), .client(.continuation)]) == [.more, message("")])
    }

    @Test func `control frames come between fragments and leave them alone (§5·5)`() {
        #expect(
            results([
                .client(.text, "a", fin: false), .client(.ping, "p"), .client(.continuation, "b", fin: false), .client(.pong, "q"),
                .client(.continuation, "c"),
            ]) == [.more, .ping(ByteBuffer(string: "p")), .more, .pong, message("abc")]
        )
    }

    @Test func `a message inside another, and a continuation of nothing, fail the connection (§5·4)`() {
        #expect(results([.client(.text, "a", fin: false), .client(.text, "b")]).last?.failure == .protocolError)
        #expect(results([.client(.text, "a", fin: false), .client(.text, "b", fin: false)]).last?.failure == .protocolError)
        #expect(results([.client(.continuation, "a")]).last?.failure == .protocolError)
        #expect(results([.client(.continuation, "a", fin: false)]).last?.failure == .protocolError)
        #expect(results([.client(.text, "a"), .client(.continuation, "b")]).last?.failure == .protocolError)
        #expect(
            results([.client(.text, "a", fin: false), .client(.continuation, "b"), .client(.continuation, "c")]).last?.failure
                == .protocolError
        )
    }

    @Test(arguments: [1, 2, 64])
    func `a message has at most so many fragments`(maximum: Int) {
        var frames = [WebSocketFrame.client(.text, "x", fin: false)]
        for _ in 1..<max(maximum, 1) { frames.append(.client(.continuation, "x", fin: false)) }
        // One too many, were it the last one or not.
        for isLast in [true, false] {
            let all = results(frames + [.client(.continuation, "x", fin: isLast)], fragments: maximum)
            #expect(all.dropLast().allSatisfy { $0 == .more })
            #expect(all.last?.failure == .policyViolation)
        }
        if maximum > 1 {
            let all = results(frames.dropLast() + [.client(.continuation, "x")], fragments: maximum)
            #expect(all.last == message(String(repeating: "x", count: maximum)))
        }
    }

    // MARK: Sizes

    @Test func `a message has at most so many bytes, whole or in fragments`() {
        let ten = String(repeating: "x", count: 10)
        #expect(results([.client(.text, ten)], bytes: 10) == [message(ten)])
        #expect(results([.client(.text, ten + "x")], bytes: 10).last?.failure == .messageTooLarge)
        #expect(results([.client(.text, ten, fin: false), .client(.continuation)], bytes: 10) == [.more, message(ten)])
        #expect(results([.client(.text, ten, fin: false), .client(.continuation, "x")], bytes: 10).last?.failure == .messageTooLarge)
        #expect(results([.client(.text, "x", fin: false), .client(.continuation, ten)], bytes: 10).last?.failure == .messageTooLarge)
        #expect(results([.client(.text, ten + "x", fin: false)], bytes: 10).last?.failure == .messageTooLarge)
    }

    // MARK: UTF-8

    @Test(arguments: notUTF8)
    func `text that is not UTF-8 fails the connection (§8·1)`(bytes: [UInt8]) {
        #expect(results([.client(.text, bytes: bytes)]).last?.failure == .dataInconsistentWithMessage)
        #expect(
            results([.client(.text, "ok", fin: false), .client(.continuation, bytes: bytes)]).last?.failure == .dataInconsistentWithMessage
        )
    }

    @Test func `a character may be split over fragments anywhere`() {
        let text = "aé€😀"
        let bytes = Array(text.utf8)
        for place in 0...bytes.count {
            #expect(
                results([.client(.text, bytes: Array(bytes[..<place]), fin: false), .client(.continuation, bytes: Array(bytes[place...]))])
                    .last == message(text)
            )
        }
    }

    @Test func `pings carry any bytes`() {
        #expect(results([.client(.ping, bytes: [0xFF, 0x00])]) == [.ping(ByteBuffer(bytes: [0xFF, 0x00]))])
    }

    // MARK: Close frames

    @Test func `a close frame may be empty`() {
        #expect(results([.client(.connectionClose)]) == [.close(code: nil)])
    }

    @Test(arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999] as [UInt16])
    func `a code that may travel closes (§7·4)`(code: UInt16) {
        #expect(results([.close(code)]) == [.close(code: code)])
        #expect(results([.close(code, Array("bye 😀".utf8))]) == [.close(code: code)])
    }

    @Test(arguments: [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1999, 2000, 2999, 5000, 65535] as [UInt16])
    func `a code that must not travel fails the connection (§7·4)`(code: UInt16) {
        #expect(results([.close(code)]).last?.failure == .protocolError)
    }

    @Test func `half a code fails the connection (§5·5·1)`() {
        #expect(results([.client(.connectionClose, bytes: [3])]).last?.failure == .protocolError)
    }

    @Test(arguments: notUTF8)
    func `a reason that is not UTF-8 fails the connection (§5·5·1)`(bytes: [UInt8]) {
        #expect(results([.close(1000, bytes)]).last?.failure == .dataInconsistentWithMessage)
    }

    @Test func `a close frame between fragments closes`() {
        #expect(results([.client(.text, "a", fin: false), .close(1001)]) == [.more, .close(code: 1001)])
    }

    // MARK: Chance

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `whatever frames come, messages are within the limits`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var assembler = assembler(bytes: 20, fragments: 3)
            for _ in 0..<20 {
                let number = UInt8.random(in: 0...15, using: &generator)
                let opcode: WebSocketOpcode =
                    Int.random(in: 0..<4, using: &generator) == 0
                    ? .init(encodedWebSocketOpcode: number) ?? .text
                    : Bool.random(using: &generator) ? .text : .continuation
                let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in UInt8.random(in: 0x20...0x90, using: &generator) }
                let frame = WebSocketFrame.client(opcode, bytes: bytes, fin: Bool.random(using: &generator))
                let result = assembler.received(frame)
                if case .message(let message) = result {
                    #expect(message.readableBytes <= 20, "seed \(seed)")
                    #expect(String(validating: message.readableBytesView, as: UTF8.self) != nil, "seed \(seed)")
                }
                if result.failure != nil { break }
            }
        }
    }
}

extension MessageAssembler.Result {
    /// The code with which the connection fails.
    var failure: WebSocketErrorCode? {
        if case .violation(let code, _) = self { code } else { nil }
    }
}
