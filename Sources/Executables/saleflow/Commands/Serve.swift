import ArgumentParser
import Logging
import Server

/// `saleflow serve`: runs the server until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the server.",
        discussion: FlagHelp.text
    )

    @OptionGroup var settings: SettingsArguments

    func run() async throws {
        let loaded = try settings.loaded()
        LogOutput.bootstrap(level: loaded.log.level, format: loaded.log.format)
        let server = SaleFlowServer(settings: loaded, logger: Logger(label: "saleflow"))
        try await server.run { ready in
            Console.say("SaleFlow Calls is ready: \(ready.url)")
            guard loaded.isDevelopment, let demo = try? await ready.makeDemoRoom() else { return }
            Console.say("Your room, to open:  \(demo.host)")
            Console.say("Its link, to send:   \(demo.guest)")
            Console.say("Stop with Ctrl-C.")
        }
    }
}
