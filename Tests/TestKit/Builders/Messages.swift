public import Identifiers
public import SignalingProtocol

extension ClientMessage {
    /// `publish` of a track from `source`.
    public static func publish(_ id: RequestID, _ source: TrackSource, cid: String? = nil) -> ClientMessage {
        .publish(Publish(id: id, track: NewTrack(cid: cid ?? source.rawValue, source: source)))
    }

    /// `unpublish`.
    public static func unpublish(_ id: RequestID, _ track: TrackID) -> ClientMessage {
        .unpublish(Unpublish(id: id, track: track))
    }

    /// `mute`.
    public static func mute(_ id: RequestID, _ track: TrackID, _ isMuted: Bool) -> ClientMessage {
        .mute(Mute(id: id, track: track, isMuted: isMuted))
    }

    /// `data` on the topic `chat`.
    public static func data(_ id: RequestID, to recipients: [ParticipantID]? = nil, _ payload: String = "hello") -> ClientMessage {
        .data(DataRequest(id: id, to: recipients, topic: "chat", payload: payload))
    }

    /// `moderate`.
    public static func moderate(_ id: RequestID, _ action: ModerationAction) -> ClientMessage {
        .moderate(Moderate(id: id, action: action))
    }

    /// `description` of an offer.
    public static func offer(_ id: RequestID, to recipient: ParticipantID, epoch: Int = 1, sdp: String = "v=0") -> ClientMessage {
        .description(
            DescriptionRequest(
                id: id,
                to: recipient,
                description: SessionDescription(epoch: epoch, generation: 0, type: .offer, sdp: sdp)
            )
        )
    }

    /// `candidate`.
    public static func candidate(_ id: RequestID, to recipient: ParticipantID, epoch: Int = 1) -> ClientMessage {
        .candidate(
            CandidateRequest(id: id, to: recipient, candidate: ICECandidate(epoch: epoch, generation: 0, candidate: "candidate:1"))
        )
    }
}
