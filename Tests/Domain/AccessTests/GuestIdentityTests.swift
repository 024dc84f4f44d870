import Access
import Identifiers
import Testing

@Suite struct `Identities of guests` {
    private let guests = GuestIdentity(secret: Array(repeating: 1, count: 32))
    private let scope: GuestIdentity.Scope

    init() throws {
        scope = .invite(try #require(InviteID("IV_000000000001")))
    }

    @Test func `the same device is the same identity, also after a restart`() throws {
        // printf 'identity\0IV_000000000001\0device-1' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0101…01
        let expected = Identity("guest-3c67091f8c48673ad232")
        #expect(guests.identity(of: "device-1", in: scope) == expected)
        #expect(GuestIdentity(secret: Array(repeating: 1, count: 32)).identity(of: "device-1", in: scope) == expected)
    }

    @Test func `another device, scope or secret is another identity`() throws {
        let identities: Set = [
            guests.identity(of: "device-1", in: scope),
            guests.identity(of: "device-2", in: scope),
            guests.identity(of: "device-1", in: .invite(try #require(InviteID("IV_000000000002")))),
            guests.identity(of: "device-1", in: .room(try #require(RoomID("RM_000000000001")))),
            GuestIdentity(secret: Array(repeating: 2, count: 32)).identity(of: "device-1", in: scope),
        ]
        #expect(identities.count == 5)
        #expect(!identities.contains(nil))
    }

    @Test func `the stored hash of a device tells neither the device nor the identity`() throws {
        let hash = try #require(guests.deviceHash(of: "device-1", in: scope))
        #expect(hash.count == 64)
        #expect(guests.identity(of: "device-1", in: scope)?.text.hasSuffix(String(hash.prefix(20))) == false)
    }

    @Test func `a device string that is empty or too long is refused`() {
        for device in ["", String(repeating: "d", count: 129)] {
            #expect(guests.identity(of: device, in: scope) == nil)
            #expect(guests.deviceHash(of: device, in: scope) == nil)
        }
        #expect(guests.identity(of: String(repeating: "d", count: 128), in: scope) != nil)
    }
}
