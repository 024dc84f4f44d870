import ArgumentParser
import Server

/// The settings on a command line: whatever the command itself does not know.
struct SettingsArguments: ParsableArguments {
    @Argument(parsing: .allUnrecognized, help: .hidden)
    var arguments: [String] = []

    /// What is set, from all places, right or wrong.
    var effective: EffectiveSettings { Settings.effective(flags: arguments) }

    /// The settings, checked; ends the program with a sentence for each thing that is wrong.
    func loaded() throws -> Settings {
        do throws(SettingsError) {
            return try Settings.load(flags: arguments)
        } catch {
            throw Self.exit(for: error.problems)
        }
    }

    /// Says what is wrong, and how the program then ends.
    static func exit(for problems: [String]) -> ExitCode {
        for problem in problems { Console.complain(problem) }
        return ExitCode(2)
    }
}
