public import Identifiers
public import Units

/// Who was removed from one room and stays out until somebody lets them in again.
public struct RemovalList: Sendable, Hashable {
    /// The most identities one room remembers.
    public static let maximumCount = 10_000

    private var entries: [Identity: Removal] = [:]

    /// Creates an empty list.
    public init() {}

    /// Creates a list from stored entries; of two with one identity the earlier counts.
    ///
    /// More than ``maximumCount`` are kept if they were stored.
    public init(_ removals: some Sequence<Removal>) {
        for removal in removals {
            let known = entries[removal.identity]
            entries[removal.identity] = known.map { $0.since <= removal.since ? $0 : removal } ?? removal
        }
    }

    /// How many are out.
    public var count: Int { entries.count }

    /// Everybody who is out, by identity.
    public var removals: [Removal] { entries.values.sorted { $0.identity < $1.identity } }

    /// The entry of `identity`; `nil` when they may enter.
    public func removal(of identity: Identity) -> Removal? { entries[identity] }

    /// Whether a token lets its bearer in as far as removals go.
    ///
    /// A token made after the removal is refused too: letting somebody in again is a decision of its own.
    public func allows(_ identity: Identity) -> Bool { entries[identity] == nil }

    /// Notes that `identity` was removed.
    ///
    /// Somebody who already was stays removed since the first time.
    public mutating func insert(_ removal: Removal) -> InsertResult {
        if entries[removal.identity] != nil { return .alreadyRemoved }
        guard entries.count < Self.maximumCount else { return .full }
        entries[removal.identity] = removal
        return .inserted
    }

    /// Lets `identity` in again.
    ///
    /// - Returns: whether they were removed.
    @discardableResult
    public mutating func readmit(_ identity: Identity) -> Bool {
        entries.removeValue(forKey: identity) != nil
    }
}

extension RemovalList {
    /// What ``insert(_:)`` did.
    public enum InsertResult: Sendable, Hashable {
        /// The identity is out from now on.
        case inserted
        /// It already was.
        case alreadyRemoved
        /// The list holds ``maximumCount`` identities: end the call or lock the room instead.
        case full
    }
}

/// One person who was removed.
public struct Removal: Sendable, Hashable {
    /// Who.
    public var identity: Identity
    /// Since when.
    public var since: UnixTime
    /// The identity of the moderator, or `nil` when it came through the HTTP API.
    public var by: Identity?

    /// Creates an entry.
    public init(identity: Identity, since: UnixTime, by: Identity? = nil) {
        self.identity = identity
        self.since = since
        self.by = by
    }
}
