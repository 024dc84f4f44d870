/// A candidate that one participant sends another, with the members of W3C's `RTCIceCandidateInit`.
public struct ICECandidate: Sendable, Hashable {
    /// The topology epoch that it belongs to.
    public var epoch: Int
    /// The generation of the link that it belongs to.
    public var generation: Int
    /// `candidate-attribute` of RFC 8839 §5.1; empty: there are no more (RFC 8838 §8.2).
    public var candidate: String
    /// The media section (`a=mid`).
    public var sdpMid: String?
    /// The media section by number.
    public var sdpMLineIndex: Int?
    /// The ICE user name fragment, which tells restarts apart.
    public var usernameFragment: String?

    /// Creates a candidate.
    public init(
        epoch: Int,
        generation: Int,
        candidate: String,
        sdpMid: String? = nil,
        sdpMLineIndex: Int? = nil,
        usernameFragment: String? = nil
    ) {
        self.epoch = epoch
        self.generation = generation
        self.candidate = candidate
        self.sdpMid = sdpMid
        self.sdpMLineIndex = sdpMLineIndex
        self.usernameFragment = usernameFragment
    }
}
