import Access
import HTTPTypes
import Hummingbird
import JSONCoding
import Synchronization
import Units

/// Carries a request through what all calls have in common: parameters, authorization or rate limit, body, and then the call.
final class EndpointRunner: Sendable {
    private let services: APIServices
    private let settings: APISettings
    private let authorizer: Authorizer
    private let guests: Mutex<RateLimiter<ClientAddress>>
    private let meetings: Mutex<RateLimiter<ClientAddress>>

    init(services: APIServices, settings: APISettings) {
        self.services = services
        self.settings = settings
        self.authorizer = Authorizer(verifier: services.tokenVerifier, removals: services.removals)
        self.guests = Mutex(RateLimiter(rate: settings.rates.guests))
        self.meetings = Mutex(RateLimiter(rate: settings.rates.meetings))
    }

    func run(_ endpoint: Endpoint, _ request: Request, _ context: APIContext) async throws -> Response {
        let now = services.now()
        guard let parameters = Self.parameters(of: context), let query = PercentDecoding.queryItems(request.uri.query) else {
            throw APIError.invalidRequest("The path or the query is not percent-encoded UTF-8.")
        }
        var apiRequest = APIRequest(
            fields: request.headers,
            parameters: parameters,
            query: query,
            origin: ServerOrigin(publicURL: settings.publicURL, requestAuthority: request.head.authority, isTLS: settings.isTLS),
            now: now
        )
        if endpoint.access.needsToken {
            apiRequest.caller = try await authorizer.caller(
                authorization: request.headers[.authorization],
                access: endpoint.access,
                room: parameters["room"],
                now: now
            )
        } else {
            try limit(endpoint.access, request, context)
        }
        apiRequest.body = try await Self.body(of: request, rule: endpoint.body)
        return try await endpoint.handle(apiRequest)
    }

    private static func parameters(of context: APIContext) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters {
            guard let decoded = PercentDecoding.decode(value) else { return nil }
            parameters[String(name)] = decoded
        }
        return parameters
    }

    private func limit(_ access: EndpointAccess, _ request: Request, _ context: APIContext) throws {
        let now = services.monotonicNow()
        let caller = ClientAddress(
            peer: context.peerAddress,
            forwardedFor: request.headers[values: .xForwardedFor],
            trustedProxies: settings.trustedProxies
        )
        let verdict: RateLimiter<ClientAddress>.Verdict
        switch access {
        case .guests: verdict = guests.withLock { $0.use(by: caller, at: now) }
        case .meetings: verdict = meetings.withLock { $0.use(by: caller, at: now) }
        case .anyone, .roomCreate, .roomList, .roomAdmin, .roomListOrAdmin, .roomCreateOrAdmin: return
        }
        if case .refused(let retryAfter) = verdict {
            throw APIError.rateLimited(retryAfterSeconds: max(1, (retryAfter.wholeMilliseconds + 999) / 1000))
        }
    }

    private static func body(of request: Request, rule: RequestBodyRule) async throws -> JSONObject {
        guard rule != .ignored else { return JSONObject() }
        let maximum = RequestBodyRule.maximumByteCount
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximum { throw APIError.contentTooLarge }
        let type = request.headers[.contentType]
        guard type == nil || type.map(isJSON) == true else { throw APIError.unsupportedMediaType }
        let buffer = try await request.body.collect(upTo: maximum)
        if buffer.readableBytes == 0, rule == .optional { return JSONObject() }
        guard type != nil else { throw APIError.unsupportedMediaType }
        let limits = JSONLimits(byteCount: maximum)
        guard case .object(let object) = try JSONValue(parsing: Array(buffer.readableBytesView), limits: limits) else {
            throw APIError.invalidRequest("The body has to be a JSON object.")
        }
        return object
    }

    /// Whether a media type is `application/json`, whatever its parameters: JSON is UTF-8 (RFC 8259 §8.1, §11).
    private static func isJSON(_ contentType: String) -> Bool {
        let essence = contentType.prefix { $0 != ";" }.lowercased()
        return essence.split(whereSeparator: { $0 == " " || $0 == "\t" }).elementsEqual(["application/json"])
    }
}
