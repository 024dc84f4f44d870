import JSONCoding

extension ServerMessage {
    /// The message without its sequence number, encoded once for everyone who gets it.
    public func encodeBody() -> EncodedMessage {
        let payload = payload
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", Swift.type(of: payload).type)
        let spliceOffset = writer.bytes.count
        payload.write(to: &writer)
        writer.endObject()
        return EncodedMessage(bytes: writer.bytes, spliceOffset: spliceOffset)
    }

    /// Reads a server's message; for clients, load generators and tests.
    ///
    /// - Parameter bytes: One whole text frame, of at most 4 MiB.
    /// - Returns: The message, and its number if it carries one.
    /// - Throws: ``SignalingDecodingError``; its code says what is wrong with the message.
    public static func decode(_ bytes: Span<UInt8>) throws(SignalingDecodingError) -> (message: ServerMessage, sequence: SequenceNumber?) {
        let object = try JSONObject.message(in: bytes, limits: SignalingLimits.trusting.json)
        do throws(JSONMemberError) {
            let message = try message(reading: object)
            return (message, try message.sequence(in: object))
        } catch {
            throw error == .unknownType ? .unknownType(requestID: nil) : SignalingDecodingError(error, requestID: nil)
        }
    }

    /// Reads a server's message; for clients, load generators and tests.
    ///
    /// - Parameter bytes: One whole text frame, of at most 4 MiB.
    /// - Returns: The message, and its number if it carries one.
    /// - Throws: ``SignalingDecodingError``; its code says what is wrong with the message.
    public static func decode(_ bytes: [UInt8]) throws(SignalingDecodingError) -> (message: ServerMessage, sequence: SequenceNumber?) {
        try decode(bytes.span)
    }

    private func sequence(in object: JSONObject) throws(JSONMemberError) -> SequenceNumber? {
        guard isSequenced else { return nil }
        if case .error = self, object["seq"] == nil { return nil }
        return SequenceNumber(try object.integer("seq", in: 1...JSONValue.maximumInteger))
    }

    private static func message(reading object: JSONObject) throws(JSONMemberError) -> ServerMessage {
        switch try object.string("type") {
        case Joined.type: .joined(try Joined(reading: object))
        case WaitingNotice.type: .waiting(try WaitingNotice(reading: object))
        case Resumed.type: .resumed(try Resumed(reading: object))
        case Pong.type: .pong(try Pong(reading: object))
        case Closing.type: .closing(try Closing(reading: object))
        case Ack.type: .ack(try Ack(reading: object))
        case ErrorReply.type: .error(try ErrorReply(reading: object))
        case ParticipantJoined.type: .participantJoined(try ParticipantJoined(reading: object))
        case ParticipantUpdated.type: .participantUpdated(try ParticipantUpdated(reading: object))
        case ParticipantLeft.type: .participantLeft(try ParticipantLeft(reading: object))
        case TrackPublished.type: .trackPublished(try TrackPublished(reading: object))
        case TrackUnpublished.type: .trackUnpublished(try TrackUnpublished(reading: object))
        case TrackMuted.type: .trackMuted(try TrackMuted(reading: object))
        case RoomUpdated.type: .roomUpdated(try RoomUpdated(reading: object))
        case LobbyJoined.type: .lobbyJoined(try LobbyJoined(reading: object))
        case LobbyLeft.type: .lobbyLeft(try LobbyLeft(reading: object))
        case TopologyChanged.type: .topology(try TopologyChanged(reading: object))
        case Description.type: .description(try Description(reading: object))
        case Candidate.type: .candidate(try Candidate(reading: object))
        case DataMessage.type: .data(try DataMessage(reading: object))
        case TokenIssued.type: .token(try TokenIssued(reading: object))
        case ICEServersChanged.type: .iceServers(try ICEServersChanged(reading: object))
        default: throw .unknownType
        }
    }
}
