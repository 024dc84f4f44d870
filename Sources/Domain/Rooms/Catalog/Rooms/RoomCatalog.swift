public import Identifiers
public import RoomModel
public import Units

/// The rooms that exist, whether anybody is in them or not.
///
/// The store is the truth; the actor only remembers when each room is to be looked at again, so a sweep reads none that is not due.
public actor RoomCatalog {
    /// What an operator decides for all rooms.
    public struct Settings: Sendable, Hashable {
        /// How many rooms there may be (`rooms.max-count`).
        public var maximumCount: Int
        /// Whether a join creates the room that its token names (`rooms.auto-create`).
        public var createsOnJoin: Bool
        /// How long a room lives that nobody has entered, unless it says otherwise (`rooms.empty-timeout`); `nil` for ever.
        public var emptyTimeout: Duration?
        /// How long a room lives after the last one left, unless it says otherwise (`rooms.departure-timeout`); `nil` for ever.
        public var departureTimeout: Duration?

        /// Creates settings.
        public init(
            maximumCount: Int = 10_000,
            createsOnJoin: Bool = true,
            emptyTimeout: Duration? = .seconds(300),
            departureTimeout: Duration? = .seconds(20)
        ) {
            self.maximumCount = maximumCount
            self.createsOnJoin = createsOnJoin
            self.emptyTimeout = emptyTimeout
            self.departureTimeout = departureTimeout
        }
    }

    private let settings: Settings
    private let store: any RoomStore
    private let hold: any RoomHold
    private var generator: any RandomNumberGenerator & Sendable
    /// One for each room there is.
    private var watches: [RoomName: RoomWatch] = [:]

    /// Creates a catalog over `store`; call ``load(at:)`` before anything else.
    public init(
        settings: Settings,
        store: any RoomStore,
        hold: any RoomHold,
        generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.settings = settings
        self.store = store
        self.hold = hold
        self.generator = generator
    }

    /// Reads the rooms that an earlier run left behind.
    ///
    /// Their timeouts begin anew.
    public func load(at now: UnixTime) async throws {
        var last: RoomName?
        repeat {
            let page = try await store.rooms(after: last, limit: RoomLimits.maximumPageSize)
            for room in page.rooms { watches[room.name] = RoomWatch(occupation: .leftBehind(at: now), lookAgainAt: now) }
            last = page.next
        } while last != nil
    }

    /// Creates a room.
    ///
    /// - Throws: ``CatalogRefusal`` (`roomExists`, `tooManyRooms`, `invalidMember`), or the store's error.
    public func create(_ name: RoomName, _ change: RoomChange, at now: UnixTime) async throws -> RoomSettings {
        let plain = RoomSettings(
            id: .random(using: &generator),
            name: name,
            emptyTimeout: settings.emptyTimeout,
            departureTimeout: settings.departureTimeout,
            createdAt: now
        )
        let room = try change.checked().applied(to: plain)
        guard watches[name] == nil else { throw CatalogRefusal.roomExists(name) }
        guard watches.count < settings.maximumCount else { throw CatalogRefusal.tooManyRooms(limit: settings.maximumCount) }
        let insertion = Task { [store] in try await store.insert(room) }
        // Counted before it is stored, so that many at once do not pass the limit together.
        watches[name] = RoomWatch(occupation: .neverEntered, lookAgainAt: now, insertion: insertion)
        do {
            guard try await insertion.value else { throw CatalogRefusal.roomExists(name) }
        } catch {
            watches[name] = nil
            throw error
        }
        watches[name]?.insertion = nil
        return room
    }

    /// One room.
    ///
    /// - Throws: ``CatalogRefusal/roomNotFound(_:)``, or the store's error.
    public func room(named name: RoomName) async throws -> RoomSettings {
        guard let room = try await store.room(named: name) else { throw CatalogRefusal.roomNotFound(name) }
        return room
    }

    /// At most `limit` rooms by name, beginning after `name`; `limit` is held between 1 and ``RoomLimits/maximumPageSize``.
    public func page(after name: RoomName?, limit: Int) async throws -> RoomPage {
        try await store.rooms(after: name, limit: min(max(limit, 1), RoomLimits.maximumPageSize))
    }

    /// Changes what is given.
    ///
    /// The caller tells the call, if there is one.
    ///
    /// - Throws: ``CatalogRefusal`` (`roomNotFound`, `invalidMember`), or the store's error.
    public func update(_ name: RoomName, _ change: RoomChange, at now: UnixTime) async throws -> RoomSettings {
        let change = try change.checked()
        guard let room = try await store.modify(name, { $0 = change.applied(to: $0) }) else { throw CatalogRefusal.roomNotFound(name) }
        watches[name]?.lookAgainAt = now
        return room
    }

    /// Deletes a room.
    ///
    /// The caller ends its call.
    ///
    /// - Throws: ``CatalogRefusal/roomNotFound(_:)``, or the store's error.
    public func delete(_ name: RoomName) async throws {
        let room = try await room(named: name)
        guard try await store.delete(name, id: room.id) else { throw CatalogRefusal.roomNotFound(name) }
        watches[name] = nil
    }

    /// The room that somebody with a valid token is about to enter, created if the settings say so.
    ///
    /// Keeps the room from its timeouts until the person has had time to arrive.
    ///
    /// - Throws: ``CatalogRefusal`` (`roomNotFound`, `roomNotOpen`, `roomExpired`, `tooManyRooms`), or the store's error.
    public func roomForJoin(_ name: RoomName, at now: UnixTime) async throws -> RoomSettings {
        // Before the store is asked: a sweep that judges the room meanwhile must see that somebody comes.
        watches[name]?.lastAttempt = now
        let room = try await existingOrCreated(name, at: now)
        if let notBefore = room.notBefore, now < notBefore { throw CatalogRefusal.roomNotOpen(opensAt: notBefore) }
        if let expiresAt = room.expiresAt, expiresAt <= now { throw CatalogRefusal.roomExpired(at: expiresAt) }
        return room
    }

    private func existingOrCreated(_ name: RoomName, at now: UnixTime) async throws -> RoomSettings {
        if let room = try await store.room(named: name) { return room }
        guard settings.createsOnJoin else { throw CatalogRefusal.roomNotFound(name) }
        do {
            return try await create(name, RoomChange(), at: now)
        } catch CatalogRefusal.roomExists {
            // Two came at once: the other one creates it, and may still be at it. If that fails, the room is not found.
            _ = await watches[name]?.insertion?.result
            return try await room(named: name)
        }
    }

    /// Ends what is to end.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - occupancy: How many are in each room, as ``LiveCalls/occupancy()`` tells.
    /// - Returns: The rooms whose call has to end.
    /// - Throws: What the store fails with; the next sweep goes on where this one stopped.
    public func sweep(at now: UnixTime, occupancy: [RoomName: RoomOccupancy]) async throws -> [RoomName] {
        var over: [RoomName] = []
        for (name, watch) in watches {
            let isOccupied = occupancy[name].map { $0.participants + $0.waiting > 0 } ?? false
            let occupation = watch.occupation.seen(isOccupied: isOccupied, at: now)
            let isDue = watch.lookAgainAt.map { $0 <= now } ?? false
            guard isDue || occupation != watch.occupation else { continue }
            watches[name]?.occupation = occupation
            if try await isOver(name, at: now), isOccupied { over.append(name) }
        }
        return over.sorted()
    }

    /// Judges one room anew, deletes it if that is the verdict, and tells whether people in it have to leave.
    private func isOver(_ name: RoomName, at now: UnixTime) async throws -> Bool {
        guard let room = try await store.room(named: name) else { return false }
        let heldUntil = try await hold.heldUntil(room.id, at: now)
        // Somebody may have been let in, or the room deleted, while the store was asked: the watch is read only now.
        guard let watch = watches[name] else { return false }
        let circumstances = RoomLifetime.Circumstances(
            occupation: watch.occupation,
            lastAttempt: watch.lastAttempt,
            heldUntil: heldUntil
        )
        switch RoomLifetime.judge(room, circumstances, at: now) {
        case .stays(let until):
            watches[name]?.lookAgainAt = until
            return false
        case .isOver(let goesAt):
            watches[name]?.lookAgainAt = goesAt
            return true
        case .goes:
            if try await store.delete(name, id: room.id) { watches[name] = nil }
            return true
        }
    }
}

/// What the catalog remembers of a room between two looks at it.
private struct RoomWatch {
    var occupation: RoomOccupation
    var lookAgainAt: UnixTime?
    var lastAttempt: UnixTime?
    /// The room's way into the store, while it is on it.
    var insertion: Task<Bool, any Error>?
}
