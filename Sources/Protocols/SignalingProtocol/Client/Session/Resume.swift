public import Identifiers
import JSONCoding

/// Go on with a session whose socket was lost.
public struct Resume: Sendable, Hashable {
    /// The session.
    public var session: SessionID
    /// The secret that `joined` gave.
    public var resumeToken: String
    /// The last sequenced message that arrived.
    public var lastSequence: SequenceNumber

    /// Creates the message.
    public init(session: SessionID, resumeToken: String, lastSequence: SequenceNumber) {
        self.session = session
        self.resumeToken = resumeToken
        self.lastSequence = lastSequence
    }
}

extension Resume: ClientPayload {
    static let type = "resume"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        session = try object.identifier("session")
        resumeToken = try object.required("resume_token") { value throws(JSONMemberError) in
            try value.plainText(maximumByteCount: limits.resumeTokenByteCount)
        }
        lastSequence = try object.required("last_seq") { value throws(JSONMemberError) in try value.sequenceNumber() }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("session", session)
        writer.member("resume_token", resumeToken)
        writer.member("last_seq", lastSequence)
    }
}
