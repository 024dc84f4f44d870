import JSONCoding

extension ClientMessage {
    /// Reads a client's message, from anybody.
    ///
    /// - Parameters:
    ///   - bytes: One whole text frame.
    ///   - limits: How large it and its parts may be.
    /// - Returns: The message, with every part within its limit.
    /// - Throws: ``SignalingDecodingError`` with the code to answer, and the request's id if it could be read.
    public static func decode(
        _ bytes: Span<UInt8>,
        limits: SignalingLimits = SignalingLimits()
    ) throws(SignalingDecodingError) -> ClientMessage {
        let object = try JSONObject.message(in: bytes, limits: limits.json)
        do throws(JSONMemberError) {
            return try message(reading: object, limits: limits)
        } catch {
            throw refusal(of: object, because: error)
        }
    }

    /// Reads a client's message, from anybody.
    ///
    /// - Parameters:
    ///   - bytes: One whole text frame.
    ///   - limits: How large it and its parts may be.
    /// - Returns: The message, with every part within its limit.
    /// - Throws: ``SignalingDecodingError`` with the code to answer, and the request's id if it could be read.
    public static func decode(
        _ bytes: [UInt8],
        limits: SignalingLimits = SignalingLimits()
    ) throws(SignalingDecodingError) -> ClientMessage {
        try decode(bytes.span, limits: limits)
    }

    /// The message as one text frame.
    public func encode() -> [UInt8] {
        let payload = payload
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", Swift.type(of: payload).type)
        payload.write(to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func message(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) -> ClientMessage {
        switch try object.string("type") {
        case Ping.type: .ping(try Ping(reading: object, limits: limits))
        case DataRequest.type: .data(try DataRequest(reading: object, limits: limits))
        case CandidateRequest.type: .candidate(try CandidateRequest(reading: object, limits: limits))
        case DescriptionRequest.type: .description(try DescriptionRequest(reading: object, limits: limits))
        case Mute.type: .mute(try Mute(reading: object, limits: limits))
        case Update.type: .update(try Update(reading: object, limits: limits))
        case Publish.type: .publish(try Publish(reading: object, limits: limits))
        case Unpublish.type: .unpublish(try Unpublish(reading: object, limits: limits))
        case Join.type: .join(try Join(reading: object, limits: limits))
        case Resume.type: .resume(try Resume(reading: object, limits: limits))
        case Leave.type: .leave(try Leave(reading: object, limits: limits))
        case Moderate.type: .moderate(try Moderate(reading: object, limits: limits))
        default: throw .unknownType
        }
    }

    /// What to answer to an object that is no message of ours.
    private static func refusal(of object: JSONObject, because error: JSONMemberError) -> SignalingDecodingError {
        let requestID = try? object.requestID()
        if error == .unknownType {
            return .unknownType(requestID: requestID)
        }
        // A newer version's `join` may have other members: what counts is that it is another version.
        if object["type"] == .string(Join.type), case .integer(let version)? = object["protocol"], version != Join.protocolVersion {
            return .unsupportedProtocol
        }
        return SignalingDecodingError(error, requestID: requestID)
    }
}
