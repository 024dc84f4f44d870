public import Identifiers
import JSONCoding

/// An ICE candidate from another participant.
public struct Candidate: Sendable, Hashable {
    /// Who sent it.
    public var from: ParticipantID
    /// What they sent.
    public var candidate: ICECandidate

    /// Creates the message.
    public init(from: ParticipantID, candidate: ICECandidate) {
        self.from = from
        self.candidate = candidate
    }
}

extension Candidate: ServerPayload {
    static let type = "candidate"

    init(reading object: JSONObject) throws(JSONMemberError) {
        from = try object.identifier("from")
        candidate = try ICECandidate(reading: object, limits: .trusting)
    }

    func write(to writer: inout JSONWriter) {
        writer.member("from", from)
        candidate.write(to: &writer)
    }
}
