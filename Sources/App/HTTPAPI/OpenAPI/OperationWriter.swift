import HTTPTypes
import Identifiers
import JSONCoding

/// Writes one call of the API's description.
struct OperationWriter {
    let endpoint: Endpoint
    let operation: Operation

    func write(to writer: inout JSONWriter) {
        writer.member("operationId", operation.id)
        writer.member("summary", operation.summary)
        writeSecurity(to: &writer)
        writeParameters(to: &writer)
        writeRequestBody(to: &writer)
        writer.object("responses") { writer in
            writeSuccess(to: &writer)
            for status in refusals { Self.write(status, to: &writer) }
        }
    }

    private func writeSecurity(to writer: inout JSONWriter) {
        writer.array("security") { writer in
            guard endpoint.access.needsToken else { return }
            writer.beginObject()
            writer.array("token") { _ in }
            writer.endObject()
        }
    }

    private func writeParameters(to writer: inout JSONWriter) {
        let names = endpoint.path.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
        guard !names.isEmpty || !operation.query.isEmpty else { return }
        writer.array("parameters") { writer in
            for name in names { Self.writeParameter(name, in: "path", Self.pathSchemas[name] ?? .string(), text: nil, to: &writer) }
            for item in operation.query { Self.writeParameter(item.name, in: "query", item.schema, text: item.text, to: &writer) }
        }
    }

    private static func writeParameter(
        _ name: String,
        in place: String,
        _ schema: JSONSchema,
        text: String?,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("name", name)
        writer.member("in", place)
        writer.member("required", place == "path")
        writer.member("description", text)
        writer.name("schema")
        schema.write(to: &writer)
        writer.endObject()
    }

    private func writeRequestBody(to writer: inout JSONWriter) {
        guard let request = operation.request, endpoint.body != .ignored else { return }
        writer.object("requestBody") { writer in
            writer.member("required", endpoint.body == .required)
            Self.writeContent("application/json", request, to: &writer)
        }
    }

    private func writeSuccess(to writer: inout JSONWriter) {
        writer.object(String(operation.success.status.code)) { writer in
            writer.member("description", operation.success.text)
            switch operation.success.content {
            case .none: break
            case .json(let schema): Self.writeContent("application/json", schema, to: &writer)
            case .text(let mediaType): Self.writeContent(mediaType, .string(), to: &writer)
            }
            writeLinks(to: &writer)
        }
    }

    private func writeLinks(to writer: inout JSONWriter) {
        guard !operation.success.links.isEmpty else { return }
        writer.object("links") { writer in
            for link in operation.success.links {
                writer.object(link.operation) { writer in
                    writer.member("operationId", link.operation)
                    writer.object("parameters") { writer in
                        for parameter in link.parameters { writer.member(parameter.name, parameter.expression) }
                    }
                }
            }
        }
    }

    private static func write(_ refusal: HTTPResponse.Status, to writer: inout JSONWriter) {
        writer.object(String(refusal.code)) { writer in
            writer.member("description", refusal.reasonPhrase)
            if let name = headerNames[refusal.code] {
                writer.object("headers") { writer in
                    writer.object(name) { writer in
                        writer.name("schema")
                        JSONSchema.string(minimumLength: 1).write(to: &writer)
                    }
                }
            }
            writeContent("application/json", .component("Error"), to: &writer)
        }
    }

    private static func writeContent(_ mediaType: String, _ schema: JSONSchema, to writer: inout JSONWriter) {
        writer.object("content") { writer in
            writer.object(mediaType) { writer in
                writer.name("schema")
                schema.write(to: &writer)
            }
        }
    }

    /// Every refusal of the call, by rising status, each once.
    private var refusals: [HTTPResponse.Status] {
        var refusals = operation.refusals
        let hasInput = endpoint.path.contains("{") || !operation.query.isEmpty || endpoint.body != .ignored
        // A query that is not percent-encoded is refused wherever it stands.
        refusals.append(.badRequest)
        if hasInput { refusals.append(.notFound) }
        if endpoint.access.needsToken { refusals += [.unauthorized, .forbidden] }
        if endpoint.access == .guests || endpoint.access == .meetings { refusals.append(.tooManyRequests) }
        if endpoint.body != .ignored { refusals += [.contentTooLarge, .unsupportedMediaType] }
        refusals += [.methodNotAllowed, .internalServerError]
        return Set(refusals).sorted { $0.code < $1.code }
    }

    private static let headerNames = [401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After"]

    private static let pathSchemas: [String: JSONSchema] = [
        "room": .string(minimumLength: 1, maximumLength: RoomName.maximumByteCount, pattern: "^[0-9A-Za-z_-]+$"),
        "identity": .plainText(minimumLength: 1, maximumLength: Identity.maximumByteCount),
        "invite": .string(pattern: "^IV_[0-9A-Za-z]{12}$"),
    ]
}
