import NIOCore
import RoomModel
import Rooms
import Signaling

/// The calls that go on, and what they stand on.
struct LiveCallServices: Sendable {
    let registry: CallRegistry
    let work: BackgroundWork
    let peers: SignalingPeer.Environment

    init(domain: DomainServices, group: any EventLoopGroup, settings: Settings) {
        work = BackgroundWork()
        var environment = CallEnvironment(
            policy: RoomPolicy(meshMaximum: settings.rooms.meshMaximum, resumeWindow: settings.signaling.resumeWindow),
            pingInterval: settings.signaling.pingInterval,
            pingTimeout: settings.signaling.pingTimeout,
            serverName: "saleflow/\(SaleFlowServer.version)",
            now: Clocks.monotonic,
            wallClock: Clocks.wall,
            iceServers: { [servers = settings.iceServers] _ in servers },
            records: CatalogRecords(catalog: domain.catalog, removals: domain.removals, now: Clocks.wall),
            work: work
        )
        environment.requestLimits.burst = settings.signaling.requestBurst
        environment.requestLimits.perSecond = settings.signaling.requestsPerSecond
        registry = CallRegistry(executors: group.makeIterator().map { EventLoopShardExecutor($0) }, environment: environment)
        peers = SignalingPeer.Environment(doorkeeper: domain.doorkeeper, calls: registry, work: work, wallClock: Clocks.wall)
    }
}
