/// How large a room's members may be.
///
/// `docs/threat-model.md` lists them with their tests.
public enum RoomLimits {
    /// The longest title, in UTF-8 bytes.
    public static let maximumTitleByteCount = 200
    /// The longest metadata, in UTF-8 bytes.
    public static let maximumMetadataByteCount = 16 * 1024
    /// The largest `max_participants`.
    public static let maximumParticipants = 10_000
    /// The largest `empty_timeout_s` and `departure_timeout_s`: one year.
    public static let maximumTimeoutSeconds = 31_536_000
    /// The last moment that `not_before` and `expires_at` may name, in Unix seconds: the end of the year 9999.
    public static let maximumUnixSeconds: Int64 = 253_402_300_799
    /// The most rooms in one page of a list.
    public static let maximumPageSize = 200
    /// How many rooms a page holds when the caller does not say.
    public static let defaultPageSize = 50
}
