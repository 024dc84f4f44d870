import Access
import Identifiers
import RoomModel
import Rooms
import TestKit
import SignalingProtocol
import Testing
import Units

@Suite struct InvitationsTests {
    private let demo = RoomName.named("demo")

    private func benchWithRoom(_ change: RoomChange = RoomChange(), inviteLimit: Int = 10) async throws -> CatalogBench {
        let bench = try await CatalogBench(inviteLimit: inviteLimit)
        _ = try await bench.catalog.create(demo, change, at: .after(0))
        return bench
    }

    private func expectRefusal(
        _ refusal: CatalogRefusal,
        _ bench: CatalogBench,
        code: String?,
        device: String? = "phone",
        room: RoomName? = nil,
        at now: UnixTime = .after(1),
        sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await #expect(throws: refusal, sourceLocation: sourceLocation) {
            try await bench.invitations.redeem(code: code, device: device, in: room ?? demo, at: now)
        }
    }

    @Test func `a code admits with the invitation's role`() async throws {
        let bench = try await benchWithRoom()
        let (_, code) = try await bench.invitations.create(to: demo, role: .cohost, at: .after(0))
        let guest = try await bench.invitations.redeem(code: code.text, device: "phone", in: demo, at: .after(1))
        #expect(guest.role == .cohost)
    }

    @Test func `one device is one identity in a room whichever invitation it brings`() async throws {
        let bench = try await benchWithRoom()
        let first = try await bench.invitations.create(to: demo, at: .after(0)).code
        let second = try await bench.invitations.create(to: demo, role: .host, at: .after(0)).code
        let asGuest = try await bench.invitations.redeem(code: first.text, device: "phone", in: demo, at: .after(1))
        let asHost = try await bench.invitations.redeem(code: second.text, device: "phone", in: demo, at: .after(2))
        let other = try await bench.invitations.redeem(code: first.text, device: "laptop", in: demo, at: .after(3))
        #expect(asGuest.identity == asHost.identity && asGuest.identity != other.identity)
    }

    @Test func `people without a device string are different people`() async throws {
        let bench = try await benchWithRoom(RoomChange(isOpenJoin: true))
        let first = try await bench.invitations.redeem(code: nil, device: nil, in: demo, at: .after(1))
        let second = try await bench.invitations.redeem(code: nil, device: nil, in: demo, at: .after(1))
        #expect(first.identity != second.identity)
    }

    @Test func `the same device takes no further use of an invitation`() async throws {
        let bench = try await benchWithRoom()
        let (_, code) = try await bench.invitations.create(to: demo, maximumUses: 1, at: .after(0))
        for second in 1..<5 {
            _ = try await bench.invitations.redeem(code: code.text, device: "phone", in: demo, at: .after(Int64(second)))
        }
        await expectRefusal(.inviteUsedUp, bench, code: code.text, device: "laptop")
        #expect(bench.invites.entries.map(\.invitation.uses) == [1])
    }

    @Test func `each thing that can be wrong with a code has its own refusal`() async throws {
        let bench = try await benchWithRoom()
        let (revoked, revokedCode) = try await bench.invitations.create(to: demo, at: .after(0))
        try await bench.invitations.revoke(revoked.id, of: demo, at: .after(1))
        await expectRefusal(.inviteRevoked, bench, code: revokedCode.text)
        let short = try await bench.invitations.create(to: demo, lifetimeSeconds: 60, at: .after(0)).code
        await expectRefusal(.inviteExpired, bench, code: short.text, at: .after(60))
        await expectRefusal(.inviteNotFound, bench, code: "AAAAAAAAAAAAAAAAAAAAAA")
        await expectRefusal(.inviteNotFound, bench, code: "")
        await expectRefusal(.inviteNotFound, bench, code: String(repeating: "x", count: 100_000))
        await expectRefusal(.inviteRequired, bench, code: nil)
        await expectRefusal(.roomNotFound(RoomName.named("none")), bench, code: nil, room: RoomName.named("none"))
    }

    @Test func `a code is for its room only`() async throws {
        let bench = try await benchWithRoom()
        let other = RoomName.named("other")
        _ = try await bench.catalog.create(other, RoomChange(), at: .after(0))
        let (invitation, code) = try await bench.invitations.create(to: demo, at: .after(0))
        await expectRefusal(.inviteNotFound, bench, code: code.text, room: other)
        await #expect(throws: CatalogRefusal.inviteNotFound) { try await bench.invitations.revoke(invitation.id, of: other, at: .after(1)) }
    }

    @Test func `a code does not open a later room of the same name`() async throws {
        let bench = try await benchWithRoom()
        let (_, code) = try await bench.invitations.create(to: demo, at: .after(0))
        try await bench.catalog.delete(demo)
        _ = try await bench.catalog.create(demo, RoomChange(), at: .after(1))
        await expectRefusal(.inviteNotFound, bench, code: code.text)
    }

    @Test func `an open room needs no code but honours one`() async throws {
        let bench = try await benchWithRoom(RoomChange(isOpenJoin: true))
        #expect(try await bench.invitations.redeem(code: nil, device: "phone", in: demo, at: .after(1)).role == .guest)
        let (_, code) = try await bench.invitations.create(to: demo, role: .host, at: .after(0))
        #expect(try await bench.invitations.redeem(code: code.text, device: "phone", in: demo, at: .after(1)).role == .host)
        await expectRefusal(.inviteNotFound, bench, code: "AAAAAAAAAAAAAAAAAAAAAA")
    }

    @Test func `nobody is let into an expired room`() async throws {
        let bench = try await benchWithRoom(RoomChange(isOpenJoin: true, expiresAt: .set(seconds: UnixTime.after(10).seconds)))
        await expectRefusal(.roomExpired(at: .after(10)), bench, code: nil, at: .after(10))
    }

    @Test func `a removed person stays out with every invitation and takes no use`() async throws {
        let bench = try await benchWithRoom()
        let first = try await bench.invitations.create(to: demo, at: .after(0)).code
        let guest = try await bench.invitations.redeem(code: first.text, device: "phone", in: demo, at: .after(1))
        try await bench.removals.record(guest.identity, from: demo, at: .after(2))
        let second = try await bench.invitations.create(to: demo, at: .after(3)).code
        await expectRefusal(.removed, bench, code: first.text)
        await expectRefusal(.removed, bench, code: second.text)
        #expect(bench.invites.entries.map(\.invitation.uses) == [1, 0])
    }

    @Test func `a device string has a limit`() async throws {
        let bench = try await benchWithRoom(RoomChange(isOpenJoin: true))
        let problem = CatalogRefusal.invalidMember("device", problem: "is empty or longer than 128 bytes")
        await expectRefusal(problem, bench, code: nil, device: "")
        await expectRefusal(problem, bench, code: nil, device: String(repeating: "d", count: 129))
        _ = try await bench.invitations.redeem(code: nil, device: String(repeating: "d", count: 128), in: demo, at: .after(1))
    }

    @Test func `lifetime and uses have limits`() async throws {
        let bench = try await benchWithRoom()
        for seconds in [59, 31_536_001, -1, .max] {
            await #expect(throws: CatalogRefusal.self) {
                try await bench.invitations.create(to: demo, lifetimeSeconds: seconds, at: .after(0))
            }
        }
        for uses in [0, -1, 10_001] {
            await #expect(throws: CatalogRefusal.self) { try await bench.invitations.create(to: demo, maximumUses: uses, at: .after(0)) }
        }
        let longest = try await bench.invitations.create(to: demo, lifetimeSeconds: 31_536_000, maximumUses: 10_000, at: .after(0))
        #expect(longest.invitation.expiresAt == .after(31_536_000))
    }

    @Test func `a room has a limited number of invitations`() async throws {
        let bench = try await benchWithRoom(inviteLimit: 2)
        for _ in 0..<2 { _ = try await bench.invitations.create(to: demo, at: .after(0)) }
        await #expect(throws: CatalogRefusal.tooManyInvites) { try await bench.invitations.create(to: demo, at: .after(0)) }
    }

    @Test func `pages show invitations without codes`() async throws {
        let bench = try await benchWithRoom()
        for _ in 0..<3 { _ = try await bench.invitations.create(to: demo, at: .after(0)) }
        let first = try await bench.invitations.page(of: demo, after: nil, limit: 2)
        let second = try await bench.invitations.page(of: demo, after: first.nextCursor, limit: 2)
        #expect((first.invitations + second.invitations) == bench.invites.entries.map(\.invitation))
        #expect(second.nextCursor == nil)
        await #expect(throws: CatalogRefusal.self) { try await bench.invitations.page(of: demo, after: "nonsense", limit: 2) }
    }

    @Test func `a meeting is a room with a link for its host and one for everybody else`() async throws {
        let bench = try await CatalogBench()
        let meeting = try await bench.meetings.create(title: "Offer", at: .after(0))
        #expect(meeting.room.title == "Offer")
        #expect(meeting.room.name.text.split(separator: "-").map(\.count) == [3, 4, 3])
        let host = try await bench.invitations.redeem(code: meeting.hostCode.text, device: "a", in: meeting.room.name, at: .after(1))
        let guest = try await bench.invitations.redeem(code: meeting.guestCode.text, device: "b", in: meeting.room.name, at: .after(1))
        #expect([host.role, guest.role] == [.host, .guest])
    }
}
