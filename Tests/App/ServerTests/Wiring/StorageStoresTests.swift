import Access
import Identifiers
import RoomModel
import Rooms
import SignalingProtocol
import Storage
import Testing
import Units

@testable import Server

/// The ports of the catalog over a database in memory: what the fakes of its own tests pretend to be.
@Suite struct StorageStoresTests {
    private let now = UnixTime(seconds: 1_800_000_000)
    private let store: Store
    private let rooms: StorageRoomStore
    private let invites: StorageInvitationStore

    init() throws {
        store = try Store.inMemory()
        rooms = StorageRoomStore(store: store)
        invites = StorageInvitationStore(store: store)
    }

    private func settings(_ name: String) throws -> RoomSettings {
        var generator = SystemRandomNumberGenerator()
        return RoomSettings(
            id: .random(using: &generator),
            name: try #require(RoomName(name)),
            title: "Ünïted",
            metadata: "{}",
            maximumParticipants: 4,
            emptyTimeout: nil,
            departureTimeout: .seconds(7),
            hasLobby: true,
            isLocked: true,
            isOpenJoin: true,
            notBefore: now,
            expiresAt: now + .seconds(1),
            createdAt: now
        )
    }

    private func invitation(to room: RoomSettings, uses: Int? = nil, seconds: Int = 60) -> (Invitation, InviteCode) {
        var generator = SystemRandomNumberGenerator()
        let invitation = Invitation(
            id: .random(using: &generator),
            room: room.id,
            role: .cohost,
            createdAt: now,
            expiresAt: now + .seconds(seconds),
            maximumUses: uses
        )
        return (invitation, .random(using: &generator))
    }

    @Test func `a room comes back as it was stored and its name is taken`() async throws {
        let room = try settings("demo")
        #expect(try await rooms.insert(room))
        #expect(try await rooms.room(named: room.name) == room)
        #expect(try await !rooms.insert(try settings("demo")))
        #expect(try await rooms.room(named: try #require(RoomName("other"))) == nil)
    }

    @Test func `a change keeps who the room is`() async throws {
        let room = try settings("demo")
        _ = try await rooms.insert(room)
        let changed = try await rooms.modify(room.name) { settings in
            settings.title = "new"
            settings.id = RoomID(unchecked: "RM_999999999999")
        }
        #expect(changed?.title == "new" && changed?.id == room.id)
        #expect(try await rooms.modify(try #require(RoomName("other"))) { $0.title = "x" } == nil)
    }

    @Test func `pages end`() async throws {
        for name in ["a", "b", "c"] { _ = try await rooms.insert(try settings(name)) }
        let first = try await rooms.rooms(after: nil, limit: 2)
        let second = try await rooms.rooms(after: first.next, limit: 2)
        #expect((first.rooms + second.rooms).map(\.name.text) == ["a", "b", "c"])
        #expect(second.next == nil)
    }

    @Test func `only the room that was meant is deleted and its invitations go with it`() async throws {
        let room = try settings("demo")
        _ = try await rooms.insert(room)
        let (invitation, code) = invitation(to: room)
        _ = try await invites.insert(invitation, codeHash: code.hash)
        #expect(try await !rooms.delete(room.name, id: RoomID(unchecked: "RM_999999999999")))
        #expect(try await rooms.delete(room.name, id: room.id))
        #expect(try await invites.invitation(withCodeHash: code.hash) == nil)
    }

    @Test func `an invitation comes back as it was stored`() async throws {
        let room = try settings("demo")
        _ = try await rooms.insert(room)
        let (invitation, code) = invitation(to: room, uses: 3)
        #expect(try await invites.insert(invitation, codeHash: code.hash))
        #expect(try await invites.invitation(withCodeHash: code.hash) == invitation)
        #expect(try await invites.invitations(to: room.id, after: nil, limit: 10)?.invitations == [invitation])
        #expect(try await invites.invitations(to: room.id, after: "nonsense", limit: 10) == nil)
        let (homeless, other) = self.invitation(to: try settings("none"))
        #expect(try await !invites.insert(homeless, codeHash: other.hash))
    }

    @Test func `uses end where the invitation says`() async throws {
        let room = try settings("demo")
        _ = try await rooms.insert(room)
        let (invitation, code) = invitation(to: room, uses: 1)
        _ = try await invites.insert(invitation, codeHash: code.hash)
        let guest = try #require(Identity("guest"))
        #expect(try await invites.use(invitation.id, byDevice: "a", as: guest, at: now) == .accepted)
        #expect(try await invites.use(invitation.id, byDevice: "a", as: guest, at: now) == .accepted)
        #expect(try await invites.use(invitation.id, byDevice: "b", as: guest, at: now) == .usedUp)
        #expect(try await invites.use(invitation.id, byDevice: "a", as: guest, at: now + .seconds(60)) == .expired)
        #expect(try await invites.revoke(invitation.id, to: room.id, at: now))
        #expect(try await invites.use(invitation.id, byDevice: "a", as: guest, at: now) == .revoked)
        #expect(try await !invites.revoke(InviteID(unchecked: "IV_999999999999"), to: room.id, at: now))
    }

    @Test func `a room is held by its last invitation that admits somebody`() async throws {
        let room = try settings("demo")
        _ = try await rooms.insert(room)
        #expect(try await invites.heldUntil(room.id, at: now) == nil)
        let (short, _) = invitation(to: room, seconds: 10)
        let (long, _) = invitation(to: room, seconds: 100)
        let (used, _) = invitation(to: room, uses: 1, seconds: 1000)
        for invitation in [short, long, used] {
            var generator = SystemRandomNumberGenerator()
            _ = try await invites.insert(invitation, codeHash: InviteCode.random(using: &generator).hash)
        }
        #expect(try await invites.heldUntil(room.id, at: now) == now + .seconds(1000))
        _ = try await invites.use(used.id, byDevice: "a", as: try #require(Identity("guest")), at: now)
        #expect(try await invites.heldUntil(room.id, at: now) == now + .seconds(100))
        _ = try await invites.revoke(long.id, to: room.id, at: now)
        #expect(try await invites.heldUntil(room.id, at: now) == now + .seconds(10))
        #expect(try await invites.heldUntil(room.id, at: now + .seconds(10)) == nil)
    }

    @Test func `removals come back after a restart and outlive the room`() async throws {
        let (demo, eve) = (try #require(RoomName("demo")), try #require(Identity("eve")))
        _ = try await rooms.insert(try settings("demo"))
        let removals = try await Removals(loadingFrom: StorageRemovalStore(store: store))
        try await removals.record(eve, from: demo, by: Identity("host"), at: now)
        try await removals.record(eve, from: demo, at: now + .seconds(1))
        let room = try #require(try await rooms.room(named: demo))
        _ = try await rooms.delete(demo, id: room.id)
        let restarted = try await Removals(loadingFrom: StorageRemovalStore(store: store))
        #expect(restarted.list(of: demo) == [Removal(identity: eve, since: now, by: Identity("host"))])
        try await restarted.lift(eve, from: demo)
        #expect(try await Removals(loadingFrom: StorageRemovalStore(store: store)).allows(eve, in: demo))
    }
}
