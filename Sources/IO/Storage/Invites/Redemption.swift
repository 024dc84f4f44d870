public import Identifiers

/// What became of somebody who followed an invitation.
public enum Redemption: Sendable, Hashable {
    /// The device is let in under this identity, which is the one of its first time; `isFirst` says whether this is it.
    case accepted(Identity, isFirst: Bool)
    /// There is no such invitation.
    case notFound
    /// It was revoked.
    case revoked
    /// Its time is over.
    case expired
    /// It has let in as many devices as it may.
    case usedUp
}
