import HTTPTypes
import Hummingbird

/// The page itself: its HTML for each address, and the files that belong to it.
struct PagesAPI: Sendable {
    let services: APIServices
    let library: AssetLibrary
    private let policy: PagePolicy

    init(services: APIServices, settings: APISettings, library: AssetLibrary) {
        self.services = services
        self.library = library
        self.policy = PagePolicy(embedOrigins: settings.embedOrigins)
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/", access: .anyone, operation: nil) { try await page("index.html", $0) },
            Endpoint(.get, "/r/{room}", access: .anyone, operation: nil) { try await page("room.html", $0, isRoom: true) },
            Endpoint(.get, "/embed/{room}", access: .anyone, operation: nil) {
                try await page("room.html", $0, isRoom: true, isEmbeddable: true)
            },
            Endpoint(.get, "/assets/**", access: .anyone, operation: nil, handle: file),
            Endpoint(.get, "/v1/signal", access: .anyone, operation: nil, handle: signal),
        ]
    }

    private func page(_ name: String, _ request: APIRequest, isRoom: Bool = false, isEmbeddable: Bool = false) async throws -> Response {
        guard let asset = await library.asset(at: name, now: services.monotonicNow()) else { throw APIError.notFound }
        var response = reply(with: asset, to: request)
        response.headers[.contentSecurityPolicy] = policy.contentSecurity(origin: request.origin, isEmbeddable: isEmbeddable)
        response.headers[.permissionsPolicy] = PagePolicy.callPermissions
        // A link to a room is for those who got it.
        if isRoom { response.headers[.xRobotsTag] = "noindex" }
        // A parent that isolates itself (COEP) may show the frame only if it says so.
        if isEmbeddable { response.headers[.crossOriginResourcePolicy] = "cross-origin" }
        return response
    }

    private func file(_ request: APIRequest) async throws -> Response {
        let path = request.parameters[String(Parameters.recursiveCaptureKey)] ?? ""
        // Pages have addresses of their own, with a policy that fits.
        guard !path.hasSuffix(".html"), let asset = await library.asset(at: path, now: services.monotonicNow()) else {
            throw APIError.notFound
        }
        var response = reply(with: asset, to: request)
        // A worker's policy is the one that its own script came with.
        response.headers[.contentSecurityPolicy] = policy.contentSecurity(origin: request.origin, isEmbeddable: false)
        return response
    }

    private func reply(with asset: Asset, to request: APIRequest) -> Response {
        let fields: HTTPFields = [.contentType: asset.mediaType, .eTag: asset.entityTag, .cacheControl: "no-cache"]
        if Self.isFresh(asset.entityTag, ifNoneMatch: request.fields[values: .ifNoneMatch]) {
            return Response(status: .notModified, headers: [.eTag: asset.entityTag, .cacheControl: "no-cache"])
        }
        return Response(status: .ok, headers: fields, body: ResponseBody(byteBuffer: asset.content))
    }

    /// RFC 9110 §13.1.2: weak comparison with each tag of the list, or `*`.
    private static func isFresh(_ entityTag: String, ifNoneMatch: [String]) -> Bool {
        ifNoneMatch.lazy.flatMap { $0.split(separator: ",") }.contains { item in
            let tag = item.trimmingPrefix { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            return tag == "*" || tag == entityTag || tag.hasPrefix("W/") && tag.dropFirst(2) == entityTag
        }
    }

    /// Whoever comes here was not taken to the WebSocket: they did not ask for one, or come from a page that may not have one.
    private func signal(_ request: APIRequest) throws -> Response {
        guard request.fields[.upgrade]?.lowercased() == "websocket" else {
            throw APIError(
                status: .upgradeRequired,
                code: "upgrade_required",
                message: "This is a WebSocket.",
                fields: [.upgrade: "websocket"]
            )
        }
        throw APIError(status: .forbidden, code: "origin_not_allowed", message: "Pages of this origin may not connect here.")
    }
}

extension HTTPField.Name {
    fileprivate static let xRobotsTag = known("X-Robots-Tag")
}
