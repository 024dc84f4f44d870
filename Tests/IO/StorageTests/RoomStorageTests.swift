import Identifiers
import Storage
import Testing
import Units

@Suite struct `Stored rooms` {
    private let store: Store

    init() throws {
        store = try Store.inMemory()
    }

    @Test func `every field comes back as it was stored`() async throws {
        let room = StoredRoom(
            id: number(7),
            name: try roomName("A-z_9"),
            title: "Été 🎉",
            metadata: #"{"a":"\u0000"}"#,
            maximumParticipants: 100,
            emptyTimeout: nil,
            departureTimeout: .milliseconds(1500),
            hasLobby: true,
            isLocked: true,
            isOpenJoin: true,
            notBefore: UnixTime(milliseconds: 5),
            expiresAt: UnixTime(milliseconds: .max),
            createdAt: UnixTime(milliseconds: 123_456)
        )
        try await store.createRoom(room)
        #expect(try await store.room(named: room.name) == room)
        let plain = try sampleRoom("plain")
        try await store.createRoom(plain)
        #expect(try await store.room(named: plain.name) == plain)
    }

    @Test func `a name is taken once, and names differ by case`() async throws {
        try await store.createRoom(sampleRoom("demo", id: 1))
        await #expect { try await store.createRoom(sampleRoom("demo", id: 2)) } throws: { ($0 as? StorageError)?.code == .roomExists }
        try await store.createRoom(sampleRoom("Demo", id: 3))
        #expect(try await store.roomCount() == 2)
    }

    @Test func `a missing room is nil, and cannot be changed`() async throws {
        let name = try roomName("nobody")
        #expect(try await store.room(named: name) == nil)
        await #expect { try await store.updateRoom(named: name) { $0.isLocked = true } } throws: {
            ($0 as? StorageError)?.code == .notFound
        }
        #expect(try await store.deleteRoom(named: name, keepingRemovals: false) == false)
    }

    @Test func `a change touches what it names and neither id, name nor age`() async throws {
        let room = try sampleRoom("demo")
        let other = try roomName("other")
        try await store.createRoom(room)
        let changed = try await store.updateRoom(named: room.name) { record in
            record.title = "New"
            record.expiresAt = .start
            record.name = other
            record.id = number(99)
            record.createdAt = UnixTime(seconds: 0)
        }
        var expected = room
        expected.title = "New"
        expected.expiresAt = .start
        #expect(changed == expected)
        #expect(try await store.room(named: room.name) == expected)
    }

    @Test func `changes made at once are all kept`() async throws {
        let room = try sampleRoom("demo")
        try await store.createRoom(room)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { [store] in _ = try await store.updateRoom(named: room.name) { $0.maximumParticipants += 1 } }
            }
            try await group.waitForAll()
        }
        #expect(try await store.room(named: room.name)?.maximumParticipants == 50)
    }

    @Test(arguments: [0, 1, 2, 3, 7, 10, 11, 500])
    func `pages give every room once, in order, whatever their size`(limit: Int) async throws {
        for index in 0..<10 { try await store.createRoom(sampleRoom("room-\(index)", id: index)) }
        var names: [String] = []
        var cursor: String?
        var pages = 0
        repeat {
            let page = try await store.rooms(limit: limit, after: cursor)
            #expect(page.items.count <= max(1, limit))
            names += page.items.map(\.name.text)
            cursor = page.nextCursor
            pages += 1
        } while cursor != nil && pages < 20
        #expect(names == (0..<10).map { "room-\($0)" })
        // The last page says that it is the last one: no empty page follows.
        #expect(pages == (10 + max(1, limit) - 1) / max(1, limit))
    }

    @Test func `a page goes on where it was although the room at the cursor is gone`() async throws {
        for index in 0..<4 { try await store.createRoom(sampleRoom("room-\(index)", id: index)) }
        let first = try await store.rooms(limit: 2)
        try await store.deleteRoom(named: roomName("room-1"), keepingRemovals: false)
        #expect(try await store.rooms(limit: 2, after: first.nextCursor).items.map(\.name.text) == ["room-2", "room-3"])
    }

    @Test(arguments: ["", "not a name", "'; DROP TABLE rooms; --"])
    func `a cursor that no page gave is refused`(cursor: String) async throws {
        await #expect { try await store.rooms(limit: 1, after: cursor) } throws: { ($0 as? StorageError)?.code == .badCursor }
    }

    @Test func `deleting a room deletes its invitations`() async throws {
        let room = try sampleRoom("demo")
        try await store.createRoom(room)
        try await store.createInvite(sampleInvite(1))
        _ = try await store.redeemInvite(number(1), deviceHash: "d", as: person("guest-1"), at: .start)
        #expect(try await store.deleteRoom(named: room.name, keepingRemovals: false))
        #expect(try await store.invite(codeHash: "hash-1") == nil)
        #expect(try await store.redeemInvite(number(1), deviceHash: "d", as: person("guest-1"), at: .start) == .notFound)
    }

    @Test func `a newer room of the name is not deleted in the place of the old one`() async throws {
        let name = try roomName("demo")
        try await store.createRoom(sampleRoom("demo", id: 2))
        #expect(try await store.deleteRoom(named: name, id: number(1), keepingRemovals: true) == false)
        #expect(try await store.room(named: name) != nil)
        #expect(try await store.deleteRoom(named: name, id: number(2), keepingRemovals: true))
    }
}
