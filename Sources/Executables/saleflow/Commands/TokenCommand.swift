import Access
import ArgumentParser
import Foundation
import Identifiers
import Server
import SignalingProtocol
import Units

/// `saleflow token`: tokens without writing a program.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Makes tokens.",
        subcommands: [Create.self]
    )
}

extension TokenCommand {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a token signed with the settings' API key.",
            discussion: "With --admin the token is for the HTTP API: for one room with --room, else for all.\n\n" + FlagHelp.text
        )

        @Option(help: "The room that the token is for.")
        var room: String?
        @Option(help: "Who bears it.")
        var identity: String?
        @Option(help: "The name to show.")
        var name: String?
        @Option(help: "host, cohost, guest or observer.")
        var role = "guest"
        @Option(help: "How long it lives, such as 10m or 6h.")
        var ttl = "10m"
        @Flag(help: "Make a token for the HTTP API.")
        var admin = false
        @OptionGroup var settings: SettingsArguments

        func run() async throws {
            let content = try content()
            guard let lifetime = TokenLifetime.read(ttl) else { throw ValidationError(TokenLifetime.problem) }
            let issuer = await TokenIssuer(keys: try settings.loaded().keys)
            let now = UnixTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
            do throws(AccessError) {
                Console.say(try await issuer.issue(content, now: now, lifetime: lifetime).text)
            } catch {
                throw SettingsArguments.exit(for: [error.message])
            }
        }

        private func content() throws -> TokenContent {
            let roomName = try room.map { text in
                guard let name = RoomName(text) else { throw ValidationError("--room must be 1 to 64 characters of 0-9A-Za-z_-.") }
                return name
            }
            let bearer = try identity.map { text in
                guard let identity = Identity(text) else {
                    throw ValidationError("--identity must be 1 to 128 bytes without control characters.")
                }
                return identity
            }
            if admin { return .administering(roomName, as: bearer) }
            guard let roomName, let bearer else { throw ValidationError("--room and --identity are needed, or --admin.") }
            guard let role = Role(rawValue: role) else { throw ValidationError("--role must be one of host, cohost, guest, observer.") }
            return .joining(roomName, as: bearer, role: role, name: name)
        }
    }
}
