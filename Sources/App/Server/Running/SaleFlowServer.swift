import Access
import Addressing
import Foundation
import HTTPAPI
import Hummingbird
import HummingbirdCore
import Identifiers
public import Logging
import Metrics
import NIOCore
import NIOPosix
import PrometheusExport
import RoomModel
import Rooms
import ServiceLifecycle
import Signaling
import SignalingProtocol
import Storage
import TLSCertificates
import UnixSignals
import Units
import WebSockets

/// The whole server, put together: each part is made once, here, and given what it needs.
public struct SaleFlowServer: Sendable {
    /// The version of this server.
    public static let version = "0.1.0"

    private let settings: Settings
    private let logger: Logger

    /// A server that does nothing before ``run(whenReady:)``.
    public init(settings: Settings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT: then it stops accepting, tells everyone, and is gone within the shutdown timeout.
    ///
    /// `whenReady` is called once it listens.
    public func run(whenReady: @escaping @Sendable (ReadyServer) async -> Void = { _ in }) async throws {
        let registry = PrometheusRegistry(descriptions: MetricCatalog.all)
        MetricsSystem.bootstrap(registry)
        let store = try Store.open(in: URL(filePath: settings.dataDirectory))
        let domain = try await DomainServices(store: store, settings: settings)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: settings.eventLoopCount)
        let calls = LiveCallServices(domain: domain, group: group, settings: settings)
        let sweep = RoomSweep(catalog: domain.catalog, liveCalls: calls.registry, now: Clocks.wall, logger: logger)
        let tls = try TLSSource(settings: settings, logger: logger)
        let http = try await makeHTTP(domain, calls, tls, group, metricsText: { registry.exposition() }, whenReady: whenReady)

        var services: [any Service] = [
            WorkService(work: calls.work),
            Ticker(every: .milliseconds(500)) { await calls.registry.tick() },
            Ticker(every: RoomSweep.interval) { await sweep() },
        ]
        if let reloader = tls?.reloader { services.append(reloader) }
        // Last in, first out: the listener stops before what its connections need.
        services.append(http)
        var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = settings.shutdownTimeout
        try await ServiceGroup(configuration: configuration).run()
        try await group.shutdownGracefully()
        try store.close()
    }

    private func makeHTTP(
        _ domain: DomainServices,
        _ calls: LiveCallServices,
        _ tls: TLSSource?,
        _ group: MultiThreadedEventLoopGroup,
        metricsText: @escaping @Sendable () async -> String,
        whenReady: @escaping @Sendable (ReadyServer) async -> Void
    ) async throws -> some Service {
        let loops = try await WebSocketLoops(group: group)
        let services = APIServices(
            catalog: domain.catalog,
            invitations: domain.invitations,
            meetings: domain.meetings,
            removals: domain.removals,
            liveCalls: calls.registry,
            tokenVerifier: domain.verifier,
            tokenIssuer: domain.issuer,
            now: Clocks.wall,
            monotonicNow: Clocks.monotonic,
            metricsText: metricsText,
            readiness: { [store = domain.store] in
                do {
                    try await store.check()
                    return .ready
                } catch {
                    return .notReady("The database does not answer.")
                }
            }
        )
        let origins = OriginPolicy(allowed: settings.allowedOrigins)
        let proxies = settings.trustedProxies
        let peers = calls.peers
        let joinTimeout = TimeAmount.nanoseconds(settings.signaling.joinTimeout.wholeNanoseconds)
        let environment = SignalingServerChannel.Environment(
            path: "/v1/signal",
            limits: settings.webSocketLimits,
            isOriginAllowed: { origins.allows(origin: $0, host: $1) },
            isProxy: { text in IPAddress(text).map { address in proxies.contains { $0.contains(address) } } ?? false },
            secure: tls?.secure,
            makeSession: { socket, _ in
                let peer = SignalingPeer(outlet: SocketOutlet(socket), environment: peers)
                socket.eventLoop.scheduleTask(in: joinTimeout) { peer.joinTimeoutPassed() }
                return PeerSession(peer)
            }
        )
        let settings = settings
        return Application(
            responder: try APIRouter.makeResponder(services: services, settings: settings.api),
            server: HTTPServerBuilder { SignalingServerChannel(responder: $0, environment: environment, loops: loops) },
            configuration: ApplicationConfiguration(address: .hostname(settings.httpHost, port: settings.httpPort), backlog: 1024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.httpPort
                await whenReady(ReadyServer(settings: settings, port: port, meetings: domain.meetings))
            },
            eventLoopGroupProvider: .shared(group),
            logger: logger
        )
    }
}
