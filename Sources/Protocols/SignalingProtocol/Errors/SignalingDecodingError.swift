import JSONCoding

/// Why a message was not understood, in the words in which it is answered.
public struct SignalingDecodingError: Error, Sendable, Hashable {
    /// The code to answer.
    public let code: SignalingErrorCode
    /// The request to answer, if its `id` could be read.
    public let requestID: RequestID?
    /// A sentence for people; names the member, and holds nothing that the peer wrote.
    public let message: String

    /// Creates an error.
    public init(code: SignalingErrorCode, requestID: RequestID?, message: String) {
        self.code = code
        self.requestID = requestID
        self.message = message
    }

    init(_ error: JSONMemberError, requestID: RequestID?) {
        let code: SignalingErrorCode =
            switch error.problem {
            case .missing, .wrongKind, .notA, .outOfBounds: .malformedMessage
            case .tooLong, .tooLarge: .limitExceeded
            }
        self.init(code: code, requestID: requestID, message: error.description)
    }

    init(_ error: JSONDecodingError, requestID: RequestID?) {
        let code: SignalingErrorCode =
            switch error {
            case .tooManyBytes: .messageTooLarge
            case .tooManyMembers, .tooManyElements, .tooManyValues: .limitExceeded
            case .tooDeep, .unexpectedEnd, .unexpectedByte, .trailingBytes, .invalidUTF8, .controlCharacter, .invalidEscape,
                .loneSurrogate, .duplicateMember, .invalidNumber, .numberOutOfRange:
                .malformedMessage
            }
        self.init(code: code, requestID: requestID, message: error.description)
    }
}
