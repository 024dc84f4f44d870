import ArgumentParser
import Server

/// `saleflow config`: what the settings are.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Looks at the settings.",
        subcommands: [Show.self, Check.self, Example.self, Table.self]
    )
}

extension ConfigCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints every setting with its value and where that came from; secrets as (set).",
            discussion: FlagHelp.text
        )

        @OptionGroup var settings: SettingsArguments

        func run() throws {
            let effective = settings.effective
            Console.say(SettingsReport(effective).description)
            if !effective.problems.isEmpty { throw SettingsArguments.exit(for: effective.problems) }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether the server could start with these settings.",
            discussion: FlagHelp.text
        )

        @OptionGroup var settings: SettingsArguments

        func run() throws {
            _ = try settings.loaded()
            Console.say("The settings are good.")
        }
    }

    struct Example: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints a settings file with every setting and its default.")

        func run() {
            Console.say(String(ExampleFile.text.dropLast()))
        }
    }

    struct Table: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the table of settings for docs/operations.md.",
            shouldDisplay: false
        )

        func run() {
            Console.say(SettingsTable.text)
        }
    }
}
