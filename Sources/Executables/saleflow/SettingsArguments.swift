import ArgumentParser
import Foundation
import Server

/// The settings on a command line: whatever the command itself does not know.
struct SettingsArguments: ParsableArguments {
    @Argument(parsing: .allUnrecognized, help: .hidden)
    var arguments: [String] = []

    /// What is set, from all places; ends the program with a sentence when something is wrong.
    func effective() throws -> EffectiveSettings {
        try orExplain { () throws(SettingsError) in
            try EffectiveSettings(arguments: arguments, environment: ProcessInfo.processInfo.environment)
        }
    }

    /// The same, checked as a whole.
    func loaded() throws -> Settings {
        let effective = try effective()
        return try orExplain { () throws(SettingsError) in try Settings(effective) }
    }

    private func orExplain<Value>(_ read: () throws(SettingsError) -> Value) throws -> Value {
        do throws(SettingsError) {
            return try read()
        } catch {
            Console.complain(error.description)
            throw ExitCode(2)
        }
    }
}
