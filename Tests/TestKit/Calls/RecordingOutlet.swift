public import Rooms
public import SignalingProtocol
import Synchronization

/// A socket's sending side that keeps what it was given, decoded as a client would.
///
/// Like a socket it sends nothing more once it is closed.
public final class RecordingOutlet: SignalingOutlet {
    /// One message, as it went out.
    public struct Sent: Sendable, Hashable {
        /// What it says.
        public let message: ServerMessage
        /// Its number.
        public let sequence: SequenceNumber?
        /// What it was made of.
        public let encoded: EncodedMessage
    }

    /// How the socket was closed.
    public struct Ending: Sendable, Hashable {
        /// The code.
        public let code: CloseCode
        /// The reason.
        public let reason: String

        /// An ending to compare with.
        public init(code: CloseCode, reason: String) {
            self.code = code
            self.reason = reason
        }
    }

    private struct State {
        var sent: [Sent] = []
        var unread = 0
        var ending: Ending?
        var onSend: (@Sendable (ServerMessage) -> Void)?
    }

    private let state = Mutex(State())

    /// An open socket.
    public init() {}

    public func send(_ message: EncodedMessage, sequence: SequenceNumber?) {
        let decoded: ServerMessage
        do {
            let (message, number) = try ServerMessage.decode(message.frame(sequence: sequence))
            precondition(number == sequence, "a \(message.type) message lost its number")
            decoded = message
        } catch {
            preconditionFailure("a client could not read this: \(error.message)")
        }
        let hook = state.withLock { state in
            guard state.ending == nil else { return nil as (@Sendable (ServerMessage) -> Void)? }
            state.sent.append(Sent(message: decoded, sequence: sequence, encoded: message))
            return state.onSend
        }
        hook?(decoded)
    }

    public func close(_ code: CloseCode, reason: String) {
        state.withLock { state in
            if state.ending == nil { state.ending = Ending(code: code, reason: reason) }
        }
    }

    /// Everything that went out.
    public var sent: [Sent] { state.withLock { $0.sent } }
    /// Everything that went out, without numbers.
    public var messages: [ServerMessage] { sent.map(\.message) }
    /// The numbers of those that have one.
    public var sequences: [SequenceNumber] { sent.compactMap(\.sequence) }
    /// How the socket was closed; `nil` while it is open.
    public var ending: Ending? { state.withLock { $0.ending } }
    /// The code the socket was closed with.
    public var closeCode: CloseCode? { ending?.code }

    /// What went out since the last call.
    public func takeMessages() -> [ServerMessage] {
        state.withLock { state in
            defer { state.unread = state.sent.count }
            return state.sent[state.unread...].map(\.message)
        }
    }

    /// The last `closing`.
    public var closing: Closing? {
        messages.reversed().firstResult { if case .closing(let closing) = $0 { closing } else { nil } }
    }
    /// The last `joined`.
    public var joined: Joined? {
        messages.reversed().firstResult { if case .joined(let joined) = $0 { joined } else { nil } }
    }
    /// The last `waiting`.
    public var waiting: WaitingNotice? {
        messages.reversed().firstResult { if case .waiting(let waiting) = $0 { waiting } else { nil } }
    }
    /// The last `resumed`.
    public var resumed: Resumed? {
        messages.reversed().firstResult { if case .resumed(let resumed) = $0 { resumed } else { nil } }
    }
    /// Every `error`.
    public var errors: [ErrorReply] {
        messages.compactMap { if case .error(let error) = $0 { error } else { nil } }
    }
    /// Every `ack`.
    public var acks: [Ack] {
        messages.compactMap { if case .ack(let ack) = $0 { ack } else { nil } }
    }

    /// Calls `hook` after each message, while whoever sends is still at it: so does a socket that fails when it is written to.
    public func onSend(_ hook: (@Sendable (ServerMessage) -> Void)?) {
        state.withLock { $0.onSend = hook }
    }
}

extension Sequence {
    fileprivate func firstResult<Result>(_ transform: (Element) -> Result?) -> Result? {
        for element in self {
            if let result = transform(element) { return result }
        }
        return nil
    }
}
