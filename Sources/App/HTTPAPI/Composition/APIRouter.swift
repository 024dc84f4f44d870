public import Hummingbird
import Metrics

/// Puts the HTTP API together: the only way in from outside the module.
public enum APIRouter {
    /// Makes what answers HTTP requests, for `Application(responder:)`.
    ///
    /// - Throws: ``AssetLibraryError`` when the page's files cannot be read.
    public static func makeResponder(services: APIServices, settings: APISettings) throws -> some HTTPResponder<APIContext> {
        try makeRouter(services: services, settings: settings).buildResponder()
    }

    /// Makes the router, to which the caller may add routes of its own.
    ///
    /// - Throws: ``AssetLibraryError`` when the page's files cannot be read.
    public static func makeRouter(services: APIServices, settings: APISettings) throws -> Router<APIContext> {
        try makeRouter(services: services, settings: settings, metrics: MetricsSystem.factory)
    }

    static func makeRouter(
        services: APIServices,
        settings: APISettings,
        metrics: any MetricsFactory
    ) throws -> Router<APIContext> {
        let library = try AssetLibrary(root: settings.webRoot, now: services.monotonicNow())
        let endpoints = endpoints(services: services, settings: settings, library: library)
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: MetricsMiddleware(monotonicNow: services.monotonicNow, factory: metrics))
        router.add(middleware: SecurityFieldsMiddleware(isTLS: settings.isTLS))
        router.add(middleware: CORSMiddleware(allowedOrigins: settings.allowedOrigins))
        router.add(middleware: ErrorMiddleware(table: PathTable(endpoints)))
        let runner = EndpointRunner(services: services, settings: settings)
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await runner.run(endpoint, request, context)
            }
        }
        return router
    }

    /// All calls, pages and files.
    static func endpoints(services: APIServices, settings: APISettings, library: AssetLibrary) -> [Endpoint] {
        let api = [
            RoomsAPI(services: services).endpoints,
            TokensAPI(services: services).endpoints,
            InvitesAPI(services: services).endpoints,
            GuestsAPI(services: services, opensRooms: settings.opensRooms).endpoints,
            ParticipantsAPI(services: services).endpoints,
            RemovalsAPI(services: services).endpoints,
            MeetingsAPI(services: services, creation: settings.meetingCreation).endpoints,
            ClientConfigAPI(settings: settings).endpoints,
            HealthAPI(services: services).endpoints,
        ].flatMap(\.self)
        let document = OpenAPIDocument(version: settings.version)
        return document.describing(api) + PagesAPI(services: services, settings: settings, library: library).endpoints
    }
}
