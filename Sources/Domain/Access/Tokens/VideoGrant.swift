import SignalingProtocol

/// What a token allows, by the claim names of LiveKit's `video` grant, so that its server libraries can make our tokens.
struct VideoGrant: Codable, Sendable, Hashable {
    var roomCreate: Bool?
    var roomList: Bool?
    var roomRecord: Bool?
    var roomAdmin: Bool?
    var roomJoin: Bool?
    var room: String?
    var canPublish: Bool?
    var canSubscribe: Bool?
    var canPublishData: Bool?
    /// Names of sources; those that we do not know allow nothing.
    ///
    /// Absent or empty: all.
    var canPublishSources: [String]?
    var canUpdateOwnMetadata: Bool?
    var hidden: Bool?
}

extension VideoGrant {
    var permissions: Permissions {
        Permissions(
            sources: sources,
            canPublishData: canPublishData ?? true,
            canSubscribe: canSubscribe ?? true,
            canUpdateOwnMetadata: canUpdateOwnMetadata ?? false,
            isHidden: hidden ?? false
        )
    }

    private var sources: Set<TrackSource> {
        guard canPublish ?? true else { return [] }
        guard let canPublishSources, !canPublishSources.isEmpty else { return Set(TrackSource.allCases) }
        return Set(canPublishSources.compactMap { TrackSource(rawValue: $0.lowercased()) })
    }
}
