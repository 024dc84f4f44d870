import Identifiers
import RoomModel
import Rooms
import TestKit
import Testing
import Units

@Suite struct RoomCatalogTests {
    private let demo = RoomName.named("demo")
    private let inside: [RoomName: RoomOccupancy] = [RoomName.named("demo"): RoomOccupancy(participants: 1, waiting: 0)]

    @Test func `a created room has the documented defaults and what was given`() async throws {
        let bench = try await CatalogBench()
        let room = try await bench.catalog.create(demo, RoomChange(title: "Demo", hasLobby: true), at: .after(0))
        #expect(room == RoomSettings(id: room.id, name: demo, title: "Demo", hasLobby: true, createdAt: .after(0)))
        #expect(try await bench.catalog.room(named: demo) == room)
        #expect(room.emptyTimeout == .seconds(300) && room.departureTimeout == .seconds(20))
    }

    @Test func `a room has the operator's timeouts unless it says otherwise`() async throws {
        let bench = try await CatalogBench(settings: .init(emptyTimeout: nil, departureTimeout: .seconds(7)))
        let plain = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        #expect(plain.emptyTimeout == nil && plain.departureTimeout == .seconds(7))
        let own = try await bench.catalog.create(RoomName.named("own"), RoomChange(emptyTimeoutSeconds: 60), at: .after(0))
        #expect(own.emptyTimeout == .seconds(60) && own.departureTimeout == .seconds(7))
    }

    @Test func `a name is taken once`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        await #expect(throws: CatalogRefusal.roomExists(demo)) { try await bench.catalog.create(demo, RoomChange(), at: .after(1)) }
    }

    @Test func `there are never more rooms than the limit even when many come at once`() async throws {
        let bench = try await CatalogBench(settings: .init(maximumCount: 5))
        let created = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<40 {
                group.addTask { (try? await bench.catalog.create(RoomName.named("r\(index)"), RoomChange(), at: .after(0))) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(created == 5 && bench.rooms.rooms.count == 5)
        await #expect(throws: CatalogRefusal.tooManyRooms(limit: 5)) { try await bench.catalog.create(demo, RoomChange(), at: .after(0)) }
        let one = try #require(bench.rooms.rooms.keys.first)
        try await bench.catalog.delete(one)
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
    }

    @Test func `a room that could not be stored takes no place`() async throws {
        let bench = try await CatalogBench(settings: .init(maximumCount: 1))
        bench.rooms.breakDown()
        await #expect(throws: FakeRoomStore.Failure.self) { try await bench.catalog.create(demo, RoomChange(), at: .after(0)) }
        bench.rooms.repair()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
    }

    /// A change with one member out of bounds.
    struct Excess: CustomTestStringConvertible {
        var change: RoomChange
        var member: String

        init(_ change: RoomChange, _ member: String) {
            (self.change, self.member) = (change, member)
        }

        var testDescription: String { member }
    }

    @Test(arguments: [
        Excess(RoomChange(title: String(repeating: "ä", count: 101)), "title"),
        Excess(RoomChange(title: "two\nlines"), "title"),
        Excess(RoomChange(metadata: String(repeating: "x", count: 16_385)), "metadata"),
        Excess(RoomChange(metadata: "a\u{0}b"), "metadata"),
        Excess(RoomChange(maximumParticipants: -1), "max_participants"),
        Excess(RoomChange(maximumParticipants: 10_001), "max_participants"),
        Excess(RoomChange(emptyTimeoutSeconds: -1), "empty_timeout_s"),
        Excess(RoomChange(emptyTimeoutSeconds: 31_536_001), "empty_timeout_s"),
        Excess(RoomChange(departureTimeoutSeconds: 31_536_001), "departure_timeout_s"),
        Excess(RoomChange(notBefore: .set(seconds: -1)), "not_before"),
        Excess(RoomChange(expiresAt: .set(seconds: 253_402_300_800)), "expires_at"),
    ])
    func `a member beyond its limit is refused by name and changes nothing`(excess: Excess) async throws {
        let bench = try await CatalogBench()
        let room = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        for attempt in [
            { _ = try await bench.catalog.update(self.demo, excess.change, at: .after(1)) },
            { _ = try await bench.catalog.create(RoomName.named("other"), excess.change, at: .after(1)) },
        ] as [() async throws -> Void] {
            do {
                try await attempt()
                Issue.record("'\(excess.member)' was taken")
            } catch CatalogRefusal.invalidMember(let name, _) {
                #expect(name == excess.member)
            }
        }
        #expect(bench.rooms.rooms == [demo: room])
    }

    @Test func `members at their limits are taken`() async throws {
        let bench = try await CatalogBench()
        let change = RoomChange(
            title: String(repeating: "ä", count: 100),
            metadata: String(repeating: "x", count: 16_384),
            maximumParticipants: 10_000,
            emptyTimeoutSeconds: 31_536_000,
            departureTimeoutSeconds: 0,
            notBefore: .set(seconds: 0),
            expiresAt: .set(seconds: 253_402_300_799)
        )
        let room = try await bench.catalog.create(demo, change, at: .after(0))
        #expect(room.departureTimeout == nil && room.maximumParticipants == 10_000)
    }

    @Test func `a change changes what is given and null clears a time`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(title: "A", expiresAt: .set(seconds: 4_000_000_000)), at: .after(0))
        let locked = try await bench.catalog.update(demo, RoomChange(isLocked: true), at: .after(1))
        #expect(locked.title == "A" && locked.isLocked && locked.expiresAt == UnixTime(seconds: 4_000_000_000))
        let cleared = try await bench.catalog.update(demo, RoomChange(expiresAt: .clear), at: .after(2))
        #expect(cleared.isLocked && cleared.expiresAt == nil)
    }

    @Test func `pages follow the names and end`() async throws {
        let bench = try await CatalogBench()
        for name in ["b", "A", "c", "_", "a1"] { _ = try await bench.catalog.create(RoomName.named(name), RoomChange(), at: .after(0)) }
        var names: [String] = []
        var next: RoomName?
        repeat {
            let page = try await bench.catalog.page(after: next, limit: 2)
            names += page.rooms.map(\.name.text)
            next = page.next
        } while next != nil
        #expect(names == ["A", "_", "a1", "b", "c"])
        #expect(try await bench.catalog.page(after: nil, limit: 0).rooms.count == 1)
    }

    @Test func `a join creates the room only where that is wanted`() async throws {
        let open = try await CatalogBench()
        #expect(try await open.catalog.roomForJoin(demo, at: .after(0)).name == demo)
        let closed = try await CatalogBench(settings: .init(createsOnJoin: false))
        await #expect(throws: CatalogRefusal.roomNotFound(demo)) { try await closed.catalog.roomForJoin(demo, at: .after(0)) }
    }

    @Test func `people who come to a new room at once come to the same room`() async throws {
        let bench = try await CatalogBench()
        let ids = try await withThrowingTaskGroup(of: RoomID.self) { group in
            for _ in 0..<30 { group.addTask { try await bench.catalog.roomForJoin(demo, at: .after(0)).id } }
            return try await group.reduce(into: Set<RoomID>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
    }

    @Test func `nobody enters before a room opens or after it closed`() async throws {
        let bench = try await CatalogBench()
        let times = RoomChange(
            notBefore: .set(seconds: UnixTime.after(100).seconds),
            expiresAt: .set(seconds: UnixTime.after(200).seconds)
        )
        _ = try await bench.catalog.create(demo, times, at: .after(0))
        await #expect(throws: CatalogRefusal.roomNotOpen(opensAt: .after(100))) {
            try await bench.catalog.roomForJoin(demo, at: .after(99))
        }
        _ = try await bench.catalog.roomForJoin(demo, at: .after(100))
        await #expect(throws: CatalogRefusal.roomExpired(at: .after(200))) { try await bench.catalog.roomForJoin(demo, at: .after(200)) }
    }

    @Test func `an empty room goes with its timeout`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        #expect(try await bench.catalog.sweep(at: .after(299), occupancy: [:]) == [])
        #expect(bench.rooms.rooms.count == 1)
        #expect(try await bench.catalog.sweep(at: .after(300), occupancy: [:]) == [])
        #expect(bench.rooms.rooms.isEmpty)
    }

    @Test func `a room that was in use goes after the last one left`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        for second in stride(from: 5, through: 1000, by: 5) {
            #expect(try await bench.catalog.sweep(at: .after(Int64(second)), occupancy: inside) == [])
        }
        _ = try await bench.catalog.sweep(at: .after(1005), occupancy: [:])
        _ = try await bench.catalog.sweep(at: .after(1024), occupancy: [:])
        #expect(bench.rooms.rooms.count == 1)
        _ = try await bench.catalog.sweep(at: .after(1025), occupancy: [:])
        #expect(bench.rooms.rooms.isEmpty)
    }

    @Test func `who waits in the lobby keeps the room`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        let waiting = [demo: RoomOccupancy(participants: 0, waiting: 1)]
        _ = try await bench.catalog.sweep(at: .after(299), occupancy: waiting)
        _ = try await bench.catalog.sweep(at: .after(400), occupancy: waiting)
        #expect(bench.rooms.rooms.count == 1)
    }

    @Test func `a call ends when its room expires and the room stays known for a day`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(expiresAt: .set(seconds: UnixTime.after(60).seconds)), at: .after(0))
        #expect(try await bench.catalog.sweep(at: .after(59), occupancy: inside) == [])
        #expect(try await bench.catalog.sweep(at: .after(60), occupancy: inside) == [demo])
        await #expect(throws: CatalogRefusal.roomExpired(at: .after(60))) { try await bench.catalog.roomForJoin(demo, at: .after(80_000)) }
        _ = try await bench.catalog.sweep(at: .after(86_460), occupancy: [:])
        #expect(bench.rooms.rooms.isEmpty)
    }

    @Test func `an expiry that is brought forward is noticed at the next sweep`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        _ = try await bench.catalog.sweep(at: .after(5), occupancy: inside)
        _ = try await bench.catalog.update(demo, RoomChange(expiresAt: .set(seconds: UnixTime.after(7).seconds)), at: .after(6))
        #expect(try await bench.catalog.sweep(at: .after(10), occupancy: inside) == [demo])
    }

    @Test func `a join just before the timeout keeps the room until the person has arrived`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        _ = try await bench.catalog.roomForJoin(demo, at: .after(299))
        _ = try await bench.catalog.sweep(at: .after(300), occupancy: [:])
        #expect(bench.rooms.rooms.count == 1)
        _ = try await bench.catalog.sweep(at: .after(301), occupancy: inside)
        #expect(bench.rooms.rooms.count == 1)
    }

    @Test func `an invitation keeps an empty room until it expires or is revoked`() async throws {
        let bench = try await CatalogBench()
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(0))
        let (invitation, _) = try await bench.invitations.create(to: demo, lifetimeSeconds: 5000, at: .after(0))
        _ = try await bench.catalog.sweep(at: .after(4999), occupancy: [:])
        #expect(bench.rooms.rooms.count == 1)
        try await bench.invitations.revoke(invitation.id, of: demo, at: .after(4999))
        _ = try await bench.catalog.sweep(at: .after(5000), occupancy: [:])
        #expect(bench.rooms.rooms.isEmpty)
    }

    @Test func `a sweep reads no room that is not due`() async throws {
        let bench = try await CatalogBench()
        for index in 0..<100 { _ = try await bench.catalog.create(RoomName.named("r\(index)"), RoomChange(), at: .after(0)) }
        _ = try await bench.catalog.sweep(at: .after(1), occupancy: [:])
        let reads = bench.rooms.readCount
        for second in 2..<100 { _ = try await bench.catalog.sweep(at: .after(Int64(second)), occupancy: [:]) }
        #expect(bench.rooms.readCount == reads)
    }

    @Test func `after a restart the timeouts begin anew`() async throws {
        let bench = try await CatalogBench()
        for index in 0..<450 { _ = try await bench.catalog.create(RoomName.named("r\(index)"), RoomChange(), at: .after(0)) }
        let next = RoomCatalog(settings: .init(), store: bench.rooms, hold: bench.invites)
        try await next.load(at: .after(10_000))
        _ = try await next.sweep(at: .after(10_000), occupancy: [:])
        _ = try await next.sweep(at: .after(10_299), occupancy: [:])
        #expect(bench.rooms.rooms.count == 450)
        _ = try await next.sweep(at: .after(10_300), occupancy: [:])
        #expect(bench.rooms.rooms.isEmpty)
    }
}
