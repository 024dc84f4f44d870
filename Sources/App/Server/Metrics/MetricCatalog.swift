import PrometheusExport

/// What `/metrics` says about each metric of the server; `docs/operations.md` has the same list.
///
/// None has a label for a room or a person.
enum MetricCatalog {
    static let all: [MetricDescription] = [
        MetricDescription(name: "saleflow_rooms", help: "Rooms with somebody in them."),
        MetricDescription(name: "saleflow_participants", help: "People in calls."),
        MetricDescription(name: "saleflow_participants_waiting", help: "People who wait to be admitted."),
        MetricDescription(name: "saleflow_sessions_away", help: "Sessions whose socket was lost and that can still be resumed."),
        MetricDescription(name: "saleflow_joins_total", help: "Attempts to join, by outcome: joined, waiting or refused."),
        MetricDescription(name: "saleflow_resumes_total", help: "Attempts to resume a session, by outcome: resumed or failed."),
        MetricDescription(name: "saleflow_signaling_requests_total", help: "Signaling requests handled."),
        MetricDescription(name: "saleflow_signaling_deliveries_total", help: "Signaling messages handed to sockets."),
        MetricDescription(
            name: "saleflow_http_requests_total",
            help: "HTTP requests by route, method and first digit of the status.",
            maximumSeries: 500
        ),
        MetricDescription(
            name: "saleflow_http_request_duration_seconds",
            help: "Time from an HTTP request's head to its response's head, by route and method.",
            maximumSeries: 200
        ),
    ]

    /// The list in Markdown, for `docs/operations.md`, without a line break at the end.
    static var table: String {
        let head = "| metric | |\n|---|---|\n"
        return head + all.map { "| `\($0.name)` | \($0.help) |" }.joined(separator: "\n")
    }
}
