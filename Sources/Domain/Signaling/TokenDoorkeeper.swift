public import Access
public import Identifiers
import RoomModel
public import Rooms
import SignalingProtocol
public import Units

/// The door of a server with API keys: reads the token, asks who was removed, finds or makes the room.
public struct TokenDoorkeeper: Doorkeeper {
    private let verifier: TokenVerifier
    private let issuer: TokenIssuer
    private let catalog: RoomCatalog
    private let removals: Removals

    /// Creates the door.
    public init(verifier: TokenVerifier, issuer: TokenIssuer, catalog: RoomCatalog, removals: Removals) {
        self.verifier = verifier
        self.issuer = issuer
        self.catalog = catalog
        self.removals = removals
    }

    public func admit(_ text: String, to room: RoomName?, at now: UnixTime) async -> Result<Entrant, Refusal> {
        let token: VerifiedToken
        let admission: Admission
        do throws(AccessError) {
            token = try await verifier.verify(text, now: now)
            admission = try token.requireJoin(room: room)
        } catch {
            return .failure(Refusal(SignalingErrorCode(error)))
        }
        guard removals.allows(admission.identity, in: admission.room) else { return .failure(Refusal(.removed)) }
        do {
            let room = try await catalog.roomForJoin(admission.room, at: now)
            // Asked again: a removal may have been recorded while the catalog was asked.
            guard removals.allows(admission.identity, in: admission.room) else { return .failure(Refusal(.removed)) }
            return .success(Entrant(room: room, request: request(token, admission), credential: credential(token, admission)))
        } catch let refusal as CatalogRefusal {
            return .failure(Refusal(SignalingErrorCode(refusal)))
        } catch {
            return .failure(Refusal(.internal))
        }
    }

    private func request(_ token: VerifiedToken, _ admission: Admission) -> EntryRequest {
        var generator = SystemRandomNumberGenerator()
        let permissions = token.permissions
        return EntryRequest(
            participant: .random(using: &generator),
            identity: admission.identity,
            name: DisplayName(cleaning: token.name) ?? .empty,
            role: token.role,
            metadata: token.metadata,
            attributes: Attributes(token.attributes),
            grantedSources: TrackSource.allCases.filter { permissions.sources.contains($0) },
            canPublishData: permissions.canPublishData,
            canUpdateOwnMetadata: permissions.canUpdateOwnMetadata,
            isHidden: permissions.isHidden
        )
    }

    /// A fresh token is due at half of the current one's life: early enough that a lost socket never outlives both.
    private func credential(_ token: VerifiedToken, _ admission: Admission) -> SessionCredential {
        let (issuer, verifier, removals) = (issuer, verifier, removals)
        return SessionCredential(
            expiresAt: token.expiresAt,
            refreshAt: token.expiresAt + token.lifetime / -2,
            refresh: { now in
                guard removals.allows(admission.identity, in: admission.room) else { return nil }
                guard let issued = try? await issuer.refresh(token, now: now) else { return nil }
                guard let verified = try? await verifier.verify(issued.text, now: now) else { return nil }
                return SessionCredential.Fresh(text: issued.text, credential: self.credential(verified, admission))
            }
        )
    }
}

extension SignalingErrorCode {
    init(_ error: AccessError) {
        switch error {
        case .tokenMalformed, .tokenTooLarge: self = .tokenMalformed
        case .tokenAlgorithm: self = .tokenAlgorithm
        case .tokenUnknownKey: self = .tokenUnknownKey
        case .tokenSignature: self = .tokenSignature
        case .tokenExpired: self = .tokenExpired
        case .tokenNotYetValid: self = .tokenNotYetValid
        case .tokenNoRoom: self = .tokenNoRoom
        case .tokenWrongRoom: self = .tokenWrongRoom
        case .signingFailed: self = .internal
        }
    }

    init(_ refusal: CatalogRefusal) {
        switch refusal {
        case .roomNotFound: self = .roomNotFound
        case .roomNotOpen: self = .roomNotOpen
        case .roomExpired: self = .roomExpired
        case .removed: self = .removed
        // The others answer calls of the HTTP API; a join that makes a room can only meet the limit of rooms.
        default: self = .internal
        }
    }
}
