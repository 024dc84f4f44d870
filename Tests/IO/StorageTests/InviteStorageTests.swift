import Identifiers
import Storage
import Testing
import Units

@Suite struct `Stored invitations` {
    private let store: Store

    init() async throws {
        store = try Store.inMemory()
        try await store.createRoom(sampleRoom("demo"))
    }

    @Test func `an invitation is found by the hash of its code and by its id in its room`() async throws {
        let invite = sampleInvite(1, maximumUses: 3, expiresAt: .start + .seconds(60))
        try await store.createInvite(invite)
        #expect(try await store.invite(codeHash: "hash-1") == invite)
        #expect(try await store.invite(invite.id, in: invite.roomID) == invite)
        #expect(try await store.invite(invite.id, in: number(2)) == nil)
        #expect(try await store.invite(codeHash: "hash-2") == nil)
    }

    @Test func `an invitation needs its room, and a code of its own`() async throws {
        await #expect { try await store.createInvite(sampleInvite(1, room: 9)) } throws: { ($0 as? StorageError)?.code == .notFound }
        try await store.createInvite(sampleInvite(1))
        await #expect { try await store.createInvite(sampleInvite(1)) } throws: { ($0 as? StorageError)?.code == .inviteExists }
        var twin = sampleInvite(2)
        twin.codeHash = "hash-1"
        let record = twin
        await #expect { try await store.createInvite(record) } throws: { ($0 as? StorageError)?.code == .inviteExists }
    }

    @Test func `the same device takes one use and stays the same identity`() async throws {
        try await store.createInvite(sampleInvite(1, maximumUses: 1))
        #expect(try await redeem(device: "a", as: "guest-a") == .accepted(person("guest-a"), isFirst: true))
        #expect(try await redeem(device: "a", as: "guest-other") == .accepted(person("guest-a"), isFirst: false))
        #expect(try await redeem(device: "b", as: "guest-b") == .usedUp)
        #expect(try await store.invite(codeHash: "hash-1")?.uses == 1)
    }

    @Test func `an invitation that may be used no time lets nobody in`() async throws {
        try await store.createInvite(sampleInvite(1, maximumUses: 0))
        #expect(try await redeem(device: "a", as: "guest-a") == .usedUp)
    }

    @Test func `expiry and revocation hold for known devices too`() async throws {
        try await store.createInvite(sampleInvite(1, expiresAt: .start + .seconds(60)))
        _ = try await redeem(device: "a", as: "guest-a")
        #expect(
            try await redeem(device: "a", as: "guest-a", at: .start + .milliseconds(59_999)) == .accepted(person("guest-a"), isFirst: false)
        )
        #expect(try await redeem(device: "a", as: "guest-a", at: .start + .seconds(60)) == .expired)
        let revoked = try await store.revokeInvite(number(1), in: number(1), at: .start + .seconds(5))
        #expect(revoked.revokedAt == .start + .seconds(5))
        #expect(try await redeem(device: "a", as: "guest-a") == .revoked)
    }

    @Test func `revoking twice keeps the first time, and needs the right room`() async throws {
        try await store.createInvite(sampleInvite(1))
        await #expect { try await store.revokeInvite(number(1), in: number(2), at: .start) } throws: {
            ($0 as? StorageError)?.code == .notFound
        }
        try await store.revokeInvite(number(1), in: number(1), at: .start)
        #expect(try await store.revokeInvite(number(1), in: number(1), at: .start + .seconds(9)).revokedAt == .start)
        await #expect { try await store.revokeInvite(number(9), in: number(1), at: .start) } throws: {
            ($0 as? StorageError)?.code == .notFound
        }
    }

    @Test func `devices that come at once are never more than the invitation allows`() async throws {
        try await store.createInvite(sampleInvite(1, maximumUses: 5))
        let results = try await redeemConcurrently(stores: [store], devices: 60)
        #expect(results.count { $0 == .usedUp } == 55)
        #expect(try await store.invite(codeHash: "hash-1")?.uses == 5)
    }

    @Test func `two processes together let in no more than the invitation allows`() async throws {
        let directory = try TemporaryDirectory()
        let stores = [try Store.open(in: directory.url), try Store.open(in: directory.url)]
        try await stores[0].createRoom(sampleRoom("demo"))
        try await stores[0].createInvite(sampleInvite(1, maximumUses: 7))
        let results = try await redeemConcurrently(stores: stores, devices: 40)
        #expect(results.count { $0 == .usedUp } == 33)
        #expect(try await stores[1].invite(codeHash: "hash-1")?.uses == 7)
    }

    @Test(arguments: [1, 2, 4, 9, 10, 200])
    func `pages give every invitation of the room once, the oldest first`(limit: Int) async throws {
        try await store.createRoom(sampleRoom("other", id: 2))
        try await store.createInvite(sampleInvite(50, room: 2))
        // Three of each moment: the id decides among them.
        for index in (0..<9).reversed() { try await store.createInvite(sampleInvite(index, createdAt: .start + .seconds(index / 3))) }
        var ids: [InviteID] = []
        var cursor: String?
        repeat {
            let page = try await store.invites(in: number(1), limit: limit, after: cursor)
            ids += page.items.map(\.id)
            cursor = page.nextCursor
        } while cursor != nil && ids.count < 20
        #expect(ids == (0..<9).map { number($0) })
    }

    @Test(arguments: ["", ".", "1", "1.IV_short", "x.IV_000000000001", "1.RM_000000000001", "99999999999999999999.IV_000000000001"])
    func `a cursor that no page gave is refused`(cursor: String) async throws {
        await #expect { try await store.invites(in: number(1), limit: 1, after: cursor) } throws: {
            ($0 as? StorageError)?.code == .badCursor
        }
    }

    @Test func `the invitations of a room and the devices of an invitation are bounded`() async throws {
        var limits = StorageLimits()
        limits.invitesPerRoom = 2
        limits.redemptionsPerInvite = 2
        let store = try Store.inMemory(limits: limits)
        try await store.createRoom(sampleRoom("demo"))
        for index in 1...2 { try await store.createInvite(sampleInvite(index)) }
        await #expect { try await store.createInvite(sampleInvite(3)) } throws: { ($0 as? StorageError)?.code == .limitExceeded }
        var results: [Redemption] = []
        for device in ["a", "b", "c"] {
            results.append(try await store.redeemInvite(number(1), deviceHash: device, as: person(device), at: .start))
        }
        #expect(results == [.accepted(try person("a"), isFirst: true), .accepted(try person("b"), isFirst: true), .usedUp])
    }

    private func redeem(device: String, as name: String, at now: UnixTime = .start) async throws -> Redemption {
        try await store.redeemInvite(number(1), deviceHash: device, as: person(name), at: now)
    }

    private func redeemConcurrently(stores: [Store], devices: Int) async throws -> [Redemption] {
        try await withThrowingTaskGroup(of: Redemption.self) { group in
            for index in 0..<devices {
                let identity = try person("guest-\(index)")
                let store = stores[index % stores.count]
                group.addTask { try await store.redeemInvite(number(1), deviceHash: "device-\(index)", as: identity, at: .start) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
