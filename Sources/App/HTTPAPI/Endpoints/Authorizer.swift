import Access
import HTTPTypes
import Identifiers
import Rooms
import Units

/// Decides whether the bearer of a token may make a call.
struct Authorizer: Sendable {
    private let verifier: TokenVerifier
    private let removals: Removals

    init(verifier: TokenVerifier, removals: Removals) {
        self.verifier = verifier
        self.removals = removals
    }

    /// Reads the token of a caller and decides.
    ///
    /// - Parameters:
    ///   - authorization: The field `Authorization`.
    ///   - access: Who may make the call.
    ///   - room: The room in the path, as it was written.
    ///   - now: The time.
    /// - Returns: The token of a caller who may make the call.
    /// - Throws: ``APIError`` or `AccessError` with status 401 when there is no valid token, and 403 when it does not allow the call.
    func caller(authorization: String?, access: EndpointAccess, room: String?, now: UnixTime) async throws -> VerifiedToken {
        guard let text = authorization.flatMap(Self.bearerToken) else {
            throw APIError(
                status: .unauthorized,
                code: "token_missing",
                message: "This call needs a token: 'Authorization: Bearer TOKEN'.",
                fields: [.wwwAuthenticate: "Bearer"]
            )
        }
        let token = try await verifier.verify(text, now: now)
        let room = room.flatMap { RoomName($0) }
        let isAdministrator = room.map { token.isAdministrator(of: $0) } ?? token.isAdministratorOfAll
        let isAllowed =
            switch access {
            case .anyone, .guests, .meetings: true
            case .roomCreate: token.administration.roomCreate
            case .roomList: token.administration.roomList
            case .roomAdmin: isAdministrator
            case .roomListOrAdmin: token.administration.roomList || isAdministrator
            case .roomCreateOrAdmin: token.administration.roomCreate || isAdministrator
            }
        guard isAllowed else {
            if token.administration.roomAdmin, let own = token.room, own != room { throw AccessError.tokenWrongRoom }
            throw APIError.forbidden
        }
        // A host who was removed keeps the token, but not what it allowed.
        if let identity = token.identity, let own = token.room, !removals.allows(identity, in: own) { throw CatalogRefusal.removed }
        return token
    }

    /// The token in a field of the form `Bearer TOKEN` (RFC 6750 §2.1); the scheme's case does not matter (RFC 9110 §11.1).
    private static func bearerToken(_ authorization: String) -> String? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let scheme = parts.first, scheme.lowercased() == "bearer" else { return nil }
        return parts[1].trimmingPrefix { $0 == " " }.description
    }
}

extension VerifiedToken {
    /// Whether the bearer administers every room.
    fileprivate var isAdministratorOfAll: Bool { administration.roomAdmin && room == nil }
}
