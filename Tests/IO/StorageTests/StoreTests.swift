import Foundation
import GRDB
import Identifiers
import Storage
import Testing
import Units

@Suite struct `The database file` {
    @Test func `an empty file is migrated, and what was stored is there after reopening`() async throws {
        let directory = try TemporaryDirectory()
        let room = try sampleRoom("demo")
        let first = try Store.open(in: directory.url)
        try await first.createRoom(room)
        try await first.createInvite(sampleInvite(1))
        try await first.addRemoval(StoredRemoval(identity: person("ada"), removedAt: .start, removedBy: person("host")), from: room.name)
        try first.close()

        let second = try Store.open(in: directory.url)
        #expect(try await second.room(named: room.name) == room)
        #expect(try await second.invite(codeHash: "hash-1") == sampleInvite(1))
        let removal = try await second.removal(of: person("ada"), from: room.name)
        #expect(removal == StoredRemoval(identity: try person("ada"), removedAt: .start, removedBy: try person("host")))
        try await second.check()
    }

    @Test func `the settings of the connection are those that durability needs`() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store.open(in: directory.url)
        #expect(try await store.pragma("journal_mode") == "wal")
        #expect(try await store.pragma("synchronous") == "2")
        #expect(try await store.pragma("foreign_keys") == "1")
        #expect(try await store.pragma("busy_timeout") == "5000")
        #expect(try await store.pragma("integrity_check") == "ok")
    }

    @Test func `the file and its companions are for the owner only, and so is a new directory`() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store.open(in: directory.url.appending(path: "new/data"))
        try await store.createRoom(sampleRoom("demo"))
        #expect(try directory.mode(of: "new/data") == 0o700)
        for suffix in ["", "-wal", "-shm"] {
            #expect(try directory.mode(of: "new/data/saleflow.sqlite\(suffix)") == 0o600, "\(suffix)")
        }
    }

    @Test func `a file that others can read is made private`() throws {
        let directory = try TemporaryDirectory()
        try Store.open(in: directory.url).close()
        let path = directory.url.appending(path: Store.fileName).path(percentEncoded: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try Store.open(in: directory.url).close()
        #expect(try directory.mode(of: Store.fileName) == 0o600)
    }

    @Test func `a file of a newer release is refused and left alone`() throws {
        let directory = try TemporaryDirectory()
        try Store.open(in: directory.url).close()
        let queue = try DatabaseQueue(path: directory.url.appending(path: Store.fileName).path(percentEncoded: false))
        try queue.write { db in try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 from the future')") }
        try queue.close()
        #expect { try Store.open(in: directory.url) } throws: { ($0 as? StorageError)?.code == .newerSchema }
    }

    @Test func `a file that is no database is refused as damaged`() throws {
        let directory = try TemporaryDirectory()
        try Data(repeating: 0x5A, count: 8192).write(to: directory.url.appending(path: Store.fileName))
        #expect { try Store.open(in: directory.url) } throws: { ($0 as? StorageError)?.code == .corrupt }
    }

    @Test func `a directory that cannot be made is an error with a code`() throws {
        let directory = try TemporaryDirectory()
        let file = directory.url.appending(path: "file")
        try Data().write(to: file)
        #expect { try Store.open(in: file.appending(path: "data")) } throws: { ($0 as? StorageError)?.code == .unavailable }
    }

    @Test func `a full disk has its code, changes nothing, and what was stored can still be read`() async throws {
        let directory = try TemporaryDirectory()
        // A quota of SQLite's own stands for the disk: the same result code comes back.
        let store = try Store.open(in: directory.url, pragmas: ["max_page_count = 40"])
        try await store.createRoom(sampleRoom("small"))
        var big = try sampleRoom("big", id: 2)
        big.metadata = String(repeating: "m", count: 1_000_000)
        let record = big
        await #expect { try await store.createRoom(record) } throws: { ($0 as? StorageError)?.code == .diskFull }
        #expect(try await store.roomCount() == 1)
        try await store.createRoom(sampleRoom("afterwards", id: 3))
    }

    @Test func `two writers on one file wait for each other`() async throws {
        let directory = try TemporaryDirectory()
        let stores = [try Store.open(in: directory.url), try Store.open(in: directory.url)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<40 {
                let room = try sampleRoom("room-\(index)", id: index)
                let store = stores[index % 2]
                group.addTask { try await store.createRoom(room) }
            }
            try await group.waitForAll()
        }
        #expect(try await stores[0].roomCount() == 40)
        #expect(try await stores[1].roomCount() == 40)
    }

    @Test func `a secret is made once, also when two processes ask for it`() async throws {
        let directory = try TemporaryDirectory()
        let first = try Store.open(in: directory.url)
        let second = try Store.open(in: directory.url)
        #expect(try await first.secret(named: "guests", make: { [1, 2, 3] }) == [1, 2, 3])
        #expect(try await second.secret(named: "guests", make: { [9] }) == [1, 2, 3])
        #expect(try await second.secret(named: "other", make: { [9] }) == [9])
        try first.close()
        #expect(try await Store.open(in: directory.url).secret(named: "guests", make: { [7] }) == [1, 2, 3])
    }
}
