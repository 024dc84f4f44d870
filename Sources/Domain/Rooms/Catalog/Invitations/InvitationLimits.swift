/// How much an invitation may ask for.
///
/// `docs/threat-model.md` lists these with their tests.
public enum InvitationLimits {
    /// The shortest `ttl_s`.
    public static let minimumLifetimeSeconds = 60
    /// The longest `ttl_s`: one year.
    public static let maximumLifetimeSeconds = 31_536_000
    /// `ttl_s` when the caller does not say: one week.
    public static let defaultLifetimeSeconds = 604_800
    /// The largest `max_uses`.
    public static let maximumUses = 10_000
    /// The most invitations in one page of a list.
    public static let maximumPageSize = 200
}
