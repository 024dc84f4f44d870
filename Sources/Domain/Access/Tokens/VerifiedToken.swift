public import Identifiers
public import SignalingProtocol
public import Units

/// A token whose signature and times were right.
///
/// Only ``TokenVerifier`` and ``TokenIssuer`` make one.
public struct VerifiedToken: Sendable, Hashable {
    /// The id of the key that signed it.
    public let keyID: String
    /// `jti`, or a hash of the token when it has none; a refresh keeps it.
    public let id: String
    /// Who bears the token; absent in tokens that are for the HTTP API only.
    public let identity: Identity?
    /// The room that the token is for; a token for the HTTP API may leave it out and is then for all rooms.
    public let room: RoomName?
    /// From when on the token is valid; `nil`: always.
    public let notBefore: UnixTime?
    /// When the token stops being valid.
    public let expiresAt: UnixTime
    /// How long the token was made to live, at least zero.
    public let lifetime: Duration
    /// The role that the token names, if it does.
    private let given: Role?
    let claims: TokenClaims

    init(claims: TokenClaims, id: String, now: UnixTime) throws(AccessError) {
        let sub = claims.sub ?? ""
        let identity = Identity(sub)
        guard sub.isEmpty || identity != nil else { throw .tokenMalformed }
        // A room name that cannot be read must not turn into "no room", which would mean all rooms.
        let roomText = claims.video?.room ?? ""
        let room = RoomName(roomText)
        guard roomText.isEmpty || room != nil else { throw .tokenMalformed }
        let given = claims.saleflow?.role.map { Role(rawValue: $0) }
        guard given != .some(nil) else { throw .tokenMalformed }
        self.given = given ?? nil
        self.keyID = claims.iss
        self.id = id
        self.identity = identity
        self.room = room
        self.notBefore = claims.nbf?.time
        self.expiresAt = claims.exp.time
        self.lifetime = max(.zero, claims.exp.time - claims.start(now: now))
        self.claims = claims
    }
}

extension VerifiedToken {
    /// The name to show; empty when the token has none.
    public var name: String { claims.name ?? "" }

    /// Free text of the application; empty when the token has none.
    public var metadata: String { claims.metadata ?? "" }

    /// The application's attributes.
    public var attributes: [String: String] { claims.attributes ?? [:] }

    /// Whether the token is for taking part in a call.
    public var canJoin: Bool { claims.video?.roomJoin ?? false }

    /// The role given, or the one that follows from the grants (`docs/api.md`, "Room tokens").
    public var role: Role {
        if let given { return given }
        if administration.roomAdmin { return .host }
        return claims.video?.canPublish == false ? .observer : .guest
    }

    /// What the bearer may do inside the room, before the role is applied.
    public var permissions: Permissions { (claims.video ?? VideoGrant()).permissions }

    /// What the bearer may do through the HTTP API; see ``isAdministrator(of:)`` for the room it holds in.
    public var administration: Administration {
        Administration(
            roomAdmin: claims.video?.roomAdmin ?? false,
            roomCreate: claims.video?.roomCreate ?? false,
            roomList: claims.video?.roomList ?? false
        )
    }

    /// How often the token was refreshed.
    public var generation: Int { claims.saleflow?.generation ?? 0 }

    /// Whether the bearer administers `room`: `roomAdmin` for this room, or for all.
    public func isAdministrator(of room: RoomName) -> Bool {
        administration.roomAdmin && (self.room == nil || self.room == room)
    }

    /// Who enters which room with this token.
    ///
    /// `asked` is the room that the bearer wants to enter; `nil`: whichever the token names. Throws ``AccessError/tokenNoRoom`` when the token
    /// does not allow joining or names no room or nobody, and ``AccessError/tokenWrongRoom`` when it is for another room.
    public func requireJoin(room asked: RoomName? = nil) throws(AccessError) -> Admission {
        guard canJoin, let room, let identity else { throw .tokenNoRoom }
        guard asked == nil || asked == room else { throw .tokenWrongRoom }
        return Admission(identity: identity, room: room)
    }

    /// Whether the token is still good at `now`, the leeway included.
    ///
    /// A session outlives no token.
    public func isExpired(at now: UnixTime) -> Bool {
        now >= expiresAt + TokenVerifier.leeway
    }
}

/// Who enters which room.
public struct Admission: Sendable, Hashable {
    /// Who.
    public let identity: Identity
    /// Which room.
    public let room: RoomName
}

extension TokenClaims {
    /// When the token's life began: the later of `iat` and `nbf`.
    ///
    /// Some makers write `nbf: 0` for "always", which tells nothing of the life that they meant; then it is the time given.
    fileprivate func start(now: UnixTime) -> UnixTime {
        let known = [iat, nbf].compactMap { $0 }.filter { $0.seconds > 0 }
        return known.map(\.time).max() ?? now
    }
}
