public import SignalingProtocol

/// The way to one client's socket.
///
/// May be called from anywhere; never blocks.
public protocol SignalingOutlet: AnyObject, Sendable {
    /// Sends one message, with its sequence number if it has one.
    func send(_ message: EncodedMessage, sequence: SequenceNumber?)
    /// Closes the socket once all that was sent is out.
    func close(_ code: CloseCode, reason: String)
}

extension SignalingOutlet {
    /// Says why, and closes the socket.
    public func end(with code: SignalingErrorCode) {
        let closing = Closing(code: code, message: code.explanation, reconnect: code.allowsReconnecting)
        send(ServerMessage.closing(closing).encodeBody(), sequence: nil)
        close(code.closeCode ?? .protocolError, reason: code.rawValue)
    }
}
