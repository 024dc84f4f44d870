import HTTPTypes

/// An answer that is a refusal, in the API's one shape.
struct APIError: Error, Sendable {
    /// The HTTP status.
    var status: HTTPResponse.Status
    /// The stable code, as `docs/api.md` lists it.
    var code: String
    /// One sentence for people.
    var message: String
    /// The member of the request that is at fault, if it is one.
    var member: String?
    /// Header fields that go with it.
    var fields: HTTPFields = [:]
    /// What went wrong underneath; for the log only.
    var underlying: (any Error)?
}

extension APIError {
    /// The request is not what the call takes.
    static func invalidRequest(_ message: String, member: String? = nil) -> APIError {
        APIError(status: .badRequest, code: "invalid_request", message: message, member: member)
    }

    /// Nothing is at this path.
    static let notFound = APIError(status: .notFound, code: "not_found", message: "There is nothing here.")

    /// The path takes other methods (RFC 9110 §15.5.6).
    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> APIError {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return APIError(
            status: .methodNotAllowed,
            code: "method_not_allowed",
            message: "This path takes \(list).",
            fields: [.allow: list]
        )
    }

    /// The body is larger than the call takes.
    static let contentTooLarge = APIError(
        status: .contentTooLarge,
        code: "content_too_large",
        message: "The body is larger than \(RequestBodyRule.maximumByteCount) bytes."
    )

    /// The body is in no format that the call takes.
    static let unsupportedMediaType = APIError(
        status: .unsupportedMediaType,
        code: "unsupported_media_type",
        message: "The body has to be application/json."
    )

    /// The token does not allow the call.
    static let forbidden = APIError(status: .forbidden, code: "forbidden", message: "The token does not allow this.")

    /// Too many calls came from one address; `seconds` until the next one may.
    static func rateLimited(retryAfterSeconds seconds: Int64) -> APIError {
        APIError(
            status: .tooManyRequests,
            code: "rate_limited",
            message: "Too many requests; try again in \(seconds) s.",
            fields: [.retryAfter: String(seconds)]
        )
    }

    /// Our fault.
    static func `internal`(_ underlying: any Error) -> APIError {
        APIError(status: .internalServerError, code: "internal", message: "The server failed to do this.", underlying: underlying)
    }
}
