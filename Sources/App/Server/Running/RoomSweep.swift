import Logging
import Rooms
import Units

/// Ends the rooms whose time has come, when it is called.
struct RoomSweep: Sendable {
    /// How often it should be.
    static let interval = Duration.seconds(5)

    let catalog: RoomCatalog
    let liveCalls: any LiveCalls
    let now: @Sendable () -> UnixTime
    let logger: Logger

    func callAsFunction() async {
        do {
            let over = try await catalog.sweep(at: now(), occupancy: await liveCalls.occupancy())
            for room in over { await liveCalls.perform(.end, in: room) }
        } catch {
            logger.error("rooms could not be looked through", metadata: ["error": "\(type(of: error))"])
        }
    }
}
