public import Identifiers
public import SignalingProtocol

/// What a token that is to be made shall say.
public struct TokenContent: Sendable, Hashable {
    /// Who bears it.
    public var identity: Identity?
    /// The name to show.
    public var name: String?
    /// The room it is for.
    public var room: RoomName?
    /// Whether it is for taking part in a call.
    public var canJoin: Bool
    /// The role in the room.
    public var role: Role?
    /// What the bearer may do in the room.
    public var permissions: Permissions
    /// What the bearer may do through the HTTP API.
    public var administration: Administration
    /// Free text of the application.
    public var metadata: String?
    /// The application's attributes.
    public var attributes: [String: String]

    /// A token with which `identity` joins `room`.
    public static func joining(
        _ room: RoomName,
        as identity: Identity,
        role: Role = .guest,
        name: String? = nil,
        permissions: Permissions = Permissions(),
        metadata: String? = nil,
        attributes: [String: String] = [:]
    ) -> Self {
        Self(
            identity: identity,
            name: name,
            room: room,
            canJoin: true,
            role: role,
            permissions: permissions,
            administration: Administration(),
            metadata: metadata,
            attributes: attributes
        )
    }

    /// A token for the HTTP API; `room` is the only one that `roomAdmin` is for, `nil`: all.
    public static func administering(
        _ room: RoomName? = nil,
        as identity: Identity? = nil,
        grants: Administration = .all
    ) -> Self {
        Self(
            identity: identity,
            name: nil,
            room: room,
            canJoin: false,
            role: nil,
            permissions: Permissions(),
            administration: grants,
            metadata: nil,
            attributes: [:]
        )
    }
}

extension TokenContent {
    /// The `video` claim: what is the default in LiveKit's reading is left out.
    var videoGrant: VideoGrant {
        var grant = VideoGrant()
        grant.roomCreate = administration.roomCreate ? true : nil
        grant.roomList = administration.roomList ? true : nil
        grant.roomAdmin = administration.roomAdmin ? true : nil
        grant.room = room?.text
        guard canJoin else { return grant }
        grant.roomJoin = true
        grant.canPublish = !permissions.sources.isEmpty
        if !permissions.sources.isEmpty, permissions.sources.count < TrackSource.allCases.count {
            grant.canPublishSources = permissions.sources.map(\.rawValue).sorted()
        }
        grant.canSubscribe = permissions.canSubscribe
        grant.canPublishData = permissions.canPublishData
        grant.canUpdateOwnMetadata = permissions.canUpdateOwnMetadata
        grant.hidden = permissions.isHidden ? true : nil
        return grant
    }
}
