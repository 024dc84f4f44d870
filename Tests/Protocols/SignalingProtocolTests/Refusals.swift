import SignalingProtocol
import Testing

/// Expects `text` to be refused with `code`, in answer to request `id`.
@discardableResult
func expectRefusal(
    of text: String,
    code: SignalingErrorCode,
    id: RequestID?,
    sourceLocation: SourceLocation = #_sourceLocation
) -> SignalingDecodingError? {
    do throws(SignalingDecodingError) {
        let message = try ClientMessage.decode(Array(text.utf8))
        Issue.record("accepted as \(message.type)", sourceLocation: sourceLocation)
        return nil
    } catch {
        #expect(error.code == code, sourceLocation: sourceLocation)
        #expect(error.requestID == id, sourceLocation: sourceLocation)
        return error
    }
}
