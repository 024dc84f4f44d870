import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// Turns whatever is thrown into an answer in the API's one shape.
struct ErrorMiddleware: RouterMiddleware {
    let table: PathTable

    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // The rest of the connection cannot be understood: the server has to answer and to close it.
            throw error
        } catch {
            var answer = APIError(error)
            if case .notFound = answer.status, answer.code == APIError.notFound.code,
                let allowed = table.methods(at: request.uri.path), !allowed.contains(request.method)
            {
                answer = .methodNotAllowed(allowed)
            }
            if answer.status.kind == .serverError, let underlying = answer.underlying {
                context.logger.error(
                    "request failed",
                    metadata: ["route": "\(context.endpointPath ?? "none")", "error": "\(type(of: underlying))"]
                )
                // The text of an error may quote what people wrote.
                context.logger.debug("why the request failed", metadata: ["error": "\(underlying)"])
            }
            return .refusal(answer)
        }
    }
}
