/// How long a token that is made on the command line may live.
public enum TokenLifetime {
    private static let range = Duration.seconds(10) ... .seconds(366 * 86_400)

    /// Reads `10m`, `6h` and the like; `nil` when it is no duration from ten seconds to a year.
    public static func read(_ text: String) -> Duration? {
        DurationText.read(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// What to say of a text that cannot be read.
    public static let problem = "--ttl must be a duration such as 10m or 6h, from 10s to 366d."
}
