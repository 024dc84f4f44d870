import HTTPTypes
import Hummingbird

/// One call of the API: where it is, who may make it, what it takes, and what it does.
struct Endpoint: Sendable {
    /// The call's method.
    ///
    /// `HEAD` comes with `GET`.
    var method: HTTPRequest.Method
    /// The path with its parameters in braces, such as `/v1/rooms/{room}`.
    var path: String
    /// Who may make it.
    var access: EndpointAccess
    /// What is to become of the request's body.
    var body: RequestBodyRule
    /// How `GET /openapi.json` describes it; `nil` for pages and files, which are no part of the API.
    var operation: Operation?
    /// Does it.
    var handle: @Sendable (APIRequest) async throws -> Response

    /// Creates an endpoint.
    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        access: EndpointAccess,
        body: RequestBodyRule = .ignored,
        operation: Operation?,
        handle: @escaping @Sendable (APIRequest) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.body = body
        self.operation = operation
        self.handle = handle
    }
}

/// What a call does with the body of a request.
enum RequestBodyRule: Sendable, Hashable {
    /// It looks at none.
    case ignored
    /// A JSON object, or nothing, which stands for an object without members.
    case optional
    /// A JSON object.
    case required

    /// The longest body, in bytes.
    static let maximumByteCount = 64 * 1024
}
