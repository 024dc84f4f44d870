import Identifiers
import Storage
import Testing
import Units

@Suite struct `Stored removals` {
    private let store: Store
    private let demo: RoomName

    init() throws {
        store = try Store.inMemory()
        demo = try roomName("demo")
    }

    private func remove(_ name: String, at time: UnixTime = .start, from room: RoomName? = nil) async throws {
        try await store.addRemoval(StoredRemoval(identity: person(name), removedAt: time, removedBy: nil), from: room ?? demo)
    }

    @Test func `a removal holds for its room only, since the first time`() async throws {
        try await remove("ada")
        try await remove("ada", at: .start + .seconds(60))
        #expect(try await store.removal(of: person("ada"), from: demo)?.removedAt == .start)
        #expect(try await store.removal(of: person("ada"), from: roomName("other")) == nil)
        #expect(try await store.removal(of: person("bob"), from: demo) == nil)
    }

    @Test func `removals are listed by identity`() async throws {
        for name in ["zoe", "ada", "bob"] { try await remove(name) }
        try await remove("eve", from: roomName("other"))
        #expect(try await store.removals(from: demo).map(\.identity.text) == ["ada", "bob", "zoe"])
    }

    @Test func `somebody who is let in again is no longer removed`() async throws {
        try await remove("ada")
        #expect(try await store.deleteRemoval(of: person("ada"), from: demo))
        #expect(try await store.removal(of: person("ada"), from: demo) == nil)
        #expect(try await store.deleteRemoval(of: person("ada"), from: demo) == false)
    }

    @Test func `a removal outlives a room that ended by itself, and not one that was deleted`() async throws {
        try await store.createRoom(sampleRoom("demo", id: 1))
        try await remove("ada")
        try await store.deleteRoom(named: demo, keepingRemovals: true)
        try await store.createRoom(sampleRoom("demo", id: 2))
        #expect(try await store.removal(of: person("ada"), from: demo) != nil)
        try await store.deleteRoom(named: demo, keepingRemovals: false)
        #expect(try await store.removal(of: person("ada"), from: demo) == nil)
    }

    @Test func `only old removals of rooms that are gone are forgotten`() async throws {
        try await store.createRoom(sampleRoom("demo"))
        try await remove("ada")
        try await remove("ada", from: roomName("gone"))
        try await remove("bob", at: .start + .seconds(60), from: roomName("gone"))
        #expect(try await store.purgeRemovals(before: .start + .seconds(30)) == 1)
        #expect(try await store.removal(of: person("ada"), from: demo) != nil)
        #expect(try await store.removals(from: roomName("gone")).map(\.identity.text) == ["bob"])
    }

    @Test func `the removals of a room are bounded`() async throws {
        var limits = StorageLimits()
        limits.removalsPerRoom = 3
        let store = try Store.inMemory(limits: limits)
        func remove(_ name: String, from room: RoomName) async throws {
            try await store.addRemoval(StoredRemoval(identity: person(name), removedAt: .start, removedBy: nil), from: room)
        }
        for name in ["a", "b", "c"] { try await remove(name, from: demo) }
        await #expect { try await remove("d", from: demo) } throws: { ($0 as? StorageError)?.code == .limitExceeded }
        // Somebody who is out already takes no place.
        try await remove("a", from: demo)
        try await remove("d", from: roomName("other"))
    }
}
