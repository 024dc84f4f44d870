import Rooms
import ServiceLifecycle

/// Runs the background work of the calls until the server stops, and finishes what was begun.
struct WorkService: Service {
    let work: BackgroundWork

    func run() async throws {
        await withGracefulShutdownHandler {
            await work.run()
        } onGracefulShutdown: {
            work.finish()
        }
    }
}
