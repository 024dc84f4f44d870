import ArgumentParser
import Foundation
import Logging
import Server

/// `saleflow serve`: runs the server until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the server.",
        discussion: "Settings, each also in a file (--config FILE) and in the environment (SALEFLOW_…):\n\n\(SettingsTexts.flagHelp)"
    )

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var settings: [String] = []

    func run() async throws {
        let loaded: Settings
        do throws(SettingsError) {
            loaded = try Settings(EffectiveSettings(arguments: settings, environment: ProcessInfo.processInfo.environment))
        } catch {
            throw ValidationError(error.description)
        }
        let server = SaleFlowServer(settings: loaded, logger: Logger(label: "saleflow"))
        try await server.run { ready in
            print("SaleFlow Calls is ready: \(ready.url)")
            guard loaded.isDevelopment, let demo = try? await ready.makeDemoRoom() else { return }
            print("Your room, to open:  \(demo.host)")
            print("Its link, to send:   \(demo.guest)")
            print("Stop with Ctrl-C.")
        }
    }
}
