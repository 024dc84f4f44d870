import HTTPTypes
import Hummingbird

/// Lets pages of the configured origins call the API and import the SDK (Fetch standard, "CORS protocol").
///
/// Credentials other than the field `Authorization` are never involved.
struct CORSMiddleware: RouterMiddleware {
    private let allowedOrigins: Set<String>

    init(allowedOrigins: [String]) {
        self.allowedOrigins = Set(allowedOrigins)
    }

    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        guard !allowedOrigins.isEmpty, request.uri.path.hasPrefix("/v1/") || request.uri.path.hasPrefix("/assets/") else {
            return try await next(request, context)
        }
        let origin = request.headers[.origin].flatMap { allowedOrigins.contains($0) ? $0 : nil }
        var response: Response
        if let origin, request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            response = Self.preflight
            response.headers[.accessControlAllowOrigin] = origin
        } else {
            response = try await next(request, context)
            if let origin {
                response.headers[.accessControlAllowOrigin] = origin
                response.headers[.accessControlExposeHeaders] = "Retry-After"
            }
        }
        response.headers[.vary] = "Origin"
        return response
    }

    private static let preflight = Response(
        status: .noContent,
        headers: [
            .accessControlAllowMethods: "GET, HEAD, POST, PATCH, DELETE",
            .accessControlAllowHeaders: "Authorization, Content-Type",
            .accessControlMaxAge: "600",
        ]
    )
}
