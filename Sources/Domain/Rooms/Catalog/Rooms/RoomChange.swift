import RoomModel
import Units

/// A new value for some of a room's settings; what is `nil` stays as it is.
public struct RoomChange: Sendable, Hashable {
    /// The heading people see.
    public var title: String?
    /// Free text of the application.
    public var metadata: String?
    /// How many may be in the room at once; 0: no limit of its own.
    public var maximumParticipants: Int?
    /// Seconds that a room lives which nobody has entered; 0: for ever.
    public var emptyTimeoutSeconds: Int?
    /// Seconds that a room lives after the last one left; 0: for ever.
    public var departureTimeoutSeconds: Int?
    /// Guests wait until a host admits them.
    public var hasLobby: Bool?
    /// Nobody new may enter.
    public var isLocked: Bool?
    /// Anyone with the link may enter as a guest.
    public var isOpenJoin: Bool?
    /// Nobody may enter before this time.
    public var notBefore: TimeChange?
    /// Nobody may enter from this time on.
    public var expiresAt: TimeChange?

    /// A time to set, or none.
    public enum TimeChange: Sendable, Hashable {
        /// There is no such time any more.
        case clear
        /// This time, in Unix seconds.
        case set(seconds: Int64)
    }

    /// Creates a change; without arguments, one that changes nothing.
    public init(
        title: String? = nil,
        metadata: String? = nil,
        maximumParticipants: Int? = nil,
        emptyTimeoutSeconds: Int? = nil,
        departureTimeoutSeconds: Int? = nil,
        hasLobby: Bool? = nil,
        isLocked: Bool? = nil,
        isOpenJoin: Bool? = nil,
        notBefore: TimeChange? = nil,
        expiresAt: TimeChange? = nil
    ) {
        self.title = title
        self.metadata = metadata
        self.maximumParticipants = maximumParticipants
        self.emptyTimeoutSeconds = emptyTimeoutSeconds
        self.departureTimeoutSeconds = departureTimeoutSeconds
        self.hasLobby = hasLobby
        self.isLocked = isLocked
        self.isOpenJoin = isOpenJoin
        self.notBefore = notBefore
        self.expiresAt = expiresAt
    }
}

extension RoomChange {
    /// This change.
    ///
    /// - Throws: ``CatalogRefusal/invalidMember(_:problem:)`` for the first member that is out of bounds, named as in `docs/api.md`.
    func checked() throws(CatalogRefusal) -> RoomChange {
        if let title { try Self.check(title: title) }
        if let metadata { try Self.check(metadata: metadata) }
        try Self.check(maximumParticipants, upTo: RoomLimits.maximumParticipants, "max_participants")
        try Self.check(emptyTimeoutSeconds, upTo: RoomLimits.maximumTimeoutSeconds, "empty_timeout_s")
        try Self.check(departureTimeoutSeconds, upTo: RoomLimits.maximumTimeoutSeconds, "departure_timeout_s")
        try Self.check(notBefore?.seconds, upTo: RoomLimits.maximumUnixSeconds, "not_before")
        try Self.check(expiresAt?.seconds, upTo: RoomLimits.maximumUnixSeconds, "expires_at")
        return self
    }

    /// `settings` with this change.
    func applied(to settings: RoomSettings) -> RoomSettings {
        var changed = settings
        if let title { changed.title = title }
        if let metadata { changed.metadata = metadata }
        if let maximumParticipants { changed.maximumParticipants = maximumParticipants }
        if let emptyTimeoutSeconds { changed.emptyTimeout = Self.timeout(emptyTimeoutSeconds) }
        if let departureTimeoutSeconds { changed.departureTimeout = Self.timeout(departureTimeoutSeconds) }
        if let hasLobby { changed.hasLobby = hasLobby }
        if let isLocked { changed.isLocked = isLocked }
        if let isOpenJoin { changed.isOpenJoin = isOpenJoin }
        if let notBefore { changed.notBefore = notBefore.seconds.map { UnixTime(seconds: $0) } }
        if let expiresAt { changed.expiresAt = expiresAt.seconds.map { UnixTime(seconds: $0) } }
        return changed
    }

    private static func timeout(_ seconds: Int) -> Duration? {
        seconds == 0 ? nil : .seconds(seconds)
    }

    private static func check(title: String) throws(CatalogRefusal) {
        guard title.utf8.count <= RoomLimits.maximumTitleByteCount else {
            throw .invalidMember("title", problem: "is longer than \(RoomLimits.maximumTitleByteCount) bytes")
        }
        guard title.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }) else {
            throw .invalidMember("title", problem: "holds a control character")
        }
    }

    private static func check(metadata: String) throws(CatalogRefusal) {
        guard metadata.utf8.count <= RoomLimits.maximumMetadataByteCount else {
            throw .invalidMember("metadata", problem: "is longer than \(RoomLimits.maximumMetadataByteCount) bytes")
        }
        // A database that takes text as a C string would cut it there.
        guard !metadata.utf8.contains(0) else {
            throw .invalidMember("metadata", problem: "holds the character U+0000")
        }
    }

    private static func check<Number: FixedWidthInteger>(
        _ number: Number?,
        upTo maximum: Number,
        _ member: String
    ) throws(CatalogRefusal) {
        guard let number, !(0...maximum).contains(number) else { return }
        throw .invalidMember(member, problem: "is not between 0 and \(maximum)")
    }
}

extension RoomChange.TimeChange {
    fileprivate var seconds: Int64? {
        switch self {
        case .clear: nil
        case .set(let seconds): seconds
        }
    }
}
