import JSONCoding

extension JSONObject {
    /// How far into a text that is no JSON its `id` is looked for.
    ///
    /// Senders write it second, and the search must not cost what parsing would.
    private static let salvagedByteCount = 256

    /// The object that a text frame is.
    static func message(in bytes: Span<UInt8>, limits: JSONLimits) throws(SignalingDecodingError) -> JSONObject {
        let value: JSONValue
        do throws(JSONDecodingError) {
            value = try JSONValue(parsing: bytes, limits: limits)
        } catch {
            let readable = JSONObject(readableMembersOf: bytes.extracting(first: salvagedByteCount), limits: limits)
            throw SignalingDecodingError(error, requestID: try? readable.requestID())
        }
        guard case .object(let object) = value else {
            throw SignalingDecodingError(code: .malformedMessage, requestID: nil, message: "A message must be an object.")
        }
        return object
    }
}

extension JSONMemberError {
    /// The message's type is not one of ours.
    static let unknownType = JSONMemberError("type", .notA("the type of a message"))
}

extension SignalingDecodingError {
    /// `join.protocol` is another version than ours.
    static let unsupportedProtocol = SignalingDecodingError(
        code: .unsupportedProtocol,
        requestID: nil,
        message: "This server speaks version \(Join.protocolVersion) of the protocol."
    )

    /// The message's type is not one of ours.
    static func unknownType(requestID: RequestID?) -> SignalingDecodingError {
        SignalingDecodingError(code: .unknownMessageType, requestID: requestID, message: "There is no message of this type.")
    }
}
