import Access
import HTTPTypes
import Hummingbird
import JSONCoding
import NIOCore
import Rooms

extension APIError {
    /// The answer to any error: the one place where errors turn into statuses.
    init(_ error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as CatalogRefusal: self.init(error)
        case let error as AccessError: self.init(error)
        case let error as JSONMemberError: self = .invalidRequest(error.description, member: error.path)
        case let error as JSONDecodingError: self = .invalidRequest("The body is not JSON that can be taken. \(error)")
        case is NIOTooManyBytesError: self = .contentTooLarge
        case let error as HTTPError where error.status == .notFound: self = .notFound
        case let error as HTTPError where error.status.kind == .clientError:
            self = APIError(status: error.status, code: "invalid_request", message: "The request cannot be taken.")
        default: self = .internal(error)
        }
    }

    private init(_ refusal: CatalogRefusal) {
        self.init(status: refusal.status, code: refusal.code, message: refusal.message)
        if case .invalidMember(let member, _) = refusal { self.member = member }
    }

    private init(_ error: AccessError) {
        switch error {
        case .tokenMalformed, .tokenAlgorithm, .tokenUnknownKey, .tokenSignature, .tokenExpired, .tokenNotYetValid:
            // RFC 6750 §3.1
            self.init(
                status: .unauthorized,
                code: error.code,
                message: error.message,
                fields: [.wwwAuthenticate: #"Bearer error="invalid_token""#]
            )
        case .tokenNoRoom, .tokenWrongRoom:
            self.init(status: .forbidden, code: error.code, message: error.message)
        case .tokenTooLarge:
            self.init(status: .badRequest, code: error.code, message: error.message)
        case .signingFailed:
            self = .internal(error)
        }
    }
}

extension CatalogRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .roomNotFound, .inviteNotFound, .removalNotFound: .notFound
        case .roomExists, .tooManyRooms, .tooManyInvites: .conflict
        case .invalidMember: .badRequest
        case .roomNotOpen, .inviteRequired, .removed: .forbidden
        case .roomExpired, .inviteExpired, .inviteRevoked, .inviteUsedUp: .gone
        }
    }
}
