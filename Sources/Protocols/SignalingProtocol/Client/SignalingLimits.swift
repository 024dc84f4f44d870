public import JSONCoding

/// How large a client's message and its parts may be.
///
/// Lengths are bytes of UTF-8. What is larger is refused with `limit_exceeded`, a whole message with `message_too_large`;
/// `docs/threat-model.md` lists each with its test.
public struct SignalingLimits: Sendable, Hashable {
    /// The whole message, and how much structure it may have.
    ///
    /// ``JSONLimits/byteCount`` is 256 KiB.
    public var json = JSONLimits(byteCount: 262_144, depth: 8, memberCount: 128, elementCount: 128, valueCount: 1024)
    /// `join.token`.
    public var tokenByteCount = 16_384
    /// `join.client`.
    public var clientByteCount = 128
    /// `resume.resume_token`.
    public var resumeTokenByteCount = 128
    /// `sdp` of a description.
    public var sdpByteCount = 131_072
    /// `candidate` of a candidate.
    public var candidateByteCount = 1024
    /// `username_fragment` of a candidate (RFC 8839 §5.4).
    public var usernameFragmentByteCount = 256
    /// `mid` and `sdp_mid`.
    public var midByteCount = 64
    /// `sdp_m_line_index`.
    public var maximumMLineIndex = 1023
    /// Entries in `tracks` of a description.
    public var trackMappingCount = 32
    /// `cid` of a track.
    public var cidByteCount = 64
    /// `width` and `height` of a track, in pixels.
    public var maximumDimension = 16_384
    /// `metadata` of a participant.
    public var metadataByteCount = 16_384
    /// Entries in `attributes`.
    public var attributeCount = 64
    /// A name in `attributes`.
    public var attributeNameByteCount = 64
    /// A text in `attributes`.
    public var attributeValueByteCount = 2048
    /// All names and texts of `attributes` together.
    public var attributesByteCount = 32_768
    /// `data.topic`.
    public var topicByteCount = 64
    /// `data.payload`.
    public var payloadByteCount = 65_536
    /// Entries in `data.to`.
    public var recipientCount = 100

    /// Creates the default limits.
    public init() {}
}
