import HTTPTypes
import Hummingbird
import Metrics
import Units

/// Counts requests and measures how long they take.
///
/// The labels are the route's template, the method and the first digit of the status: never a room or a person.
struct MetricsMiddleware: RouterMiddleware {
    let monotonicNow: @Sendable () -> MonotonicInstant
    /// Where the metrics go.
    let factory: any MetricsFactory

    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        let start = monotonicNow()
        let response = try await next(request, context)
        let labels = [
            ("route", context.endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } ?? "none"),
            ("method", Self.knownMethods.contains(request.method) ? request.method.rawValue : "other"),
        ]
        Counter(
            label: "saleflow_http_requests_total",
            dimensions: labels + [("status", "\(response.status.code / 100)xx")],
            factory: factory
        )
        .increment()
        Timer(label: "saleflow_http_request_duration_seconds", dimensions: labels, preferredDisplayUnit: .seconds, factory: factory)
            .recordNanoseconds(
                (monotonicNow() - start).wholeNanoseconds
            )
        return response
    }

    private static let knownMethods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
