import ArgumentParser

@main
struct SaleFlow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "saleflow",
        abstract: "Video calls that a sales team runs on its own machine.",
        subcommands: [Serve.self, ConfigCommand.self, TokenCommand.self]
    )
}
