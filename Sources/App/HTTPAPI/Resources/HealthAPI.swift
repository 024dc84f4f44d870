import HTTPTypes
import Hummingbird
import JSONCoding

/// Life, readiness and metrics, for whatever watches the server.
struct HealthAPI: Sendable {
    /// Prometheus's text format.
    private static let metricsType = "text/plain; version=0.0.4; charset=utf-8"

    let services: APIServices

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/healthz", access: .anyone, operation: Self.healthOperation) { _ in Self.state("alive") },
            Endpoint(.get, "/readyz", access: .anyone, operation: Self.readinessOperation, handle: readiness),
            Endpoint(.get, "/metrics", access: .anyone, operation: Self.metricsOperation, handle: metrics),
        ]
    }

    private func readiness(_ request: APIRequest) async throws -> Response {
        switch await services.readiness() {
        case .ready: return Self.state("ready")
        case .notReady(let reason): throw APIError(status: .serviceUnavailable, code: "not_ready", message: reason)
        }
    }

    private func metrics(_ request: APIRequest) async -> Response {
        let text = await services.metricsText()
        return Response(
            status: .ok,
            headers: [.contentType: Self.metricsType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    private static func state(_ word: String) -> Response {
        .json { $0.member("status", word) }
    }

    private static let healthOperation = Operation(
        id: "getHealth",
        summary: "Whether the process lives.",
        success: .ok(.object([.required("status", .word(["alive"]), "It does.")]), "It does.")
    )

    private static let readinessOperation = Operation(
        id: "getReadiness",
        summary: "Whether new calls should come here.",
        success: .ok(.object([.required("status", .word(["ready"]), "They should.")]), "They should."),
        refusals: [.serviceUnavailable]
    )

    private static let metricsOperation = Operation(
        id: "getMetrics",
        summary: "The metrics in Prometheus's text format.",
        success: .init(status: .ok, content: .text(mediaType: "text/plain"), text: "The metrics.")
    )
}
