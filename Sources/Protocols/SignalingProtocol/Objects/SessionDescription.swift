/// A session description that one participant sends another.
public struct SessionDescription: Sendable, Hashable {
    /// The topology epoch that it belongs to.
    public var epoch: Int
    /// How often this link was rebuilt; the receiver of a higher one starts anew, a lower one is ignored.
    public var generation: Int
    /// What it is for.
    public var type: SDPType
    /// The SDP (RFC 8866); empty only for a rollback.
    public var sdp: String
    /// Which track each media section carries.
    public var tracks: [TrackMapping]

    /// Creates a session description.
    public init(epoch: Int, generation: Int, type: SDPType, sdp: String, tracks: [TrackMapping] = []) {
        self.epoch = epoch
        self.generation = generation
        self.type = type
        self.sdp = sdp
        self.tracks = tracks
    }
}
