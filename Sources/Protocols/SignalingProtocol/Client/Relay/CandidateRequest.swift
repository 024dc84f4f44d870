public import Identifiers
import JSONCoding

/// An ICE candidate for one other participant, who gets it as ``Candidate``.
public struct CandidateRequest: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// The other participant.
    public var to: ParticipantID
    /// What they get.
    public var candidate: ICECandidate

    /// Creates the message.
    public init(id: RequestID, to: ParticipantID, candidate: ICECandidate) {
        self.id = id
        self.to = to
        self.candidate = candidate
    }
}

extension CandidateRequest: ClientPayload {
    static let type = "candidate"

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        to = try object.identifier("to")
        candidate = try ICECandidate(reading: object, limits: limits)
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("to", to)
        candidate.write(to: &writer)
    }
}
