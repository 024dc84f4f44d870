/// What a session description is for (RFC 9429 §4.1.8).
///
/// Provisional answers are not used.
public enum SDPType: String, Sendable, Hashable, CaseIterable {
    /// A proposal.
    case offer
    /// The reply that settles it.
    case answer
    /// Takes an offer back (perfect negotiation).
    case rollback
}
