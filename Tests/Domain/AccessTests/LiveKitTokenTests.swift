import Access
import Identifiers
import SignalingProtocol
import Testing
import Units

@Suite struct `Tokens made by LiveKit's library` {
    /// A day after the fixtures were made.
    static let now = UnixTime(seconds: 1_767_312_000)

    private func verify(_ name: String) async throws -> VerifiedToken {
        let fixture = try LiveKitFixture.load()
        return try await TokenVerifier(keys: fixture.ring()).verify(#require(fixture.tokens[name]), now: Self.now)
    }

    @Test func `a join token says who, where and what`() async throws {
        let token = try await verify("join")
        #expect(token.keyID == "APIfixture")
        #expect(try token.requireJoin(room: RoomName("demo")) == token.requireJoin())
        #expect(try token.requireJoin().identity.text == "ada")
        #expect(try token.requireJoin().room.text == "demo")
        #expect(token.name == "Ada Lovelace")
        #expect(token.metadata == #"{"team":"é"}"#)
        #expect(token.attributes == ["crm": "42"])
        #expect(token.role == .guest)
        #expect(token.permissions == Permissions(canUpdateOwnMetadata: false))
        #expect(token.administration == Administration())
        #expect(token.expiresAt == UnixTime(seconds: 4_102_444_800))
        #expect(token.notBefore == UnixTime(seconds: 1_767_225_600))
        #expect(token.lifetime == .seconds(4_102_444_800 - 1_767_225_600))
        #expect(token.id.count == 32)
    }

    @Test func `an administrator of a room joins it as host`() async throws {
        let token = try await verify("admin of the room")
        #expect(token.role == .host)
        #expect(token.isAdministrator(of: try #require(RoomName("demo"))))
        #expect(!token.isAdministrator(of: try #require(RoomName("other"))))
    }

    @Test func `whoever may not publish is an observer`() async throws {
        let token = try await verify("observer")
        #expect(token.role == .observer)
        #expect(token.permissions.sources.isEmpty)
    }

    @Test func `named sources are the only ones allowed`() async throws {
        #expect(try await verify("microphone only").permissions.sources == [.microphone])
    }

    @Test func `every permission is read`() async throws {
        let expected = Permissions(canPublishData: false, canSubscribe: false, canUpdateOwnMetadata: true, isHidden: true)
        #expect(try await verify("hidden").permissions == expected)
    }

    @Test func `a token for the API needs nobody's name, holds for all rooms and joins none`() async throws {
        let token = try await verify("api without identity")
        #expect(token.identity == nil)
        #expect(token.administration == .all)
        #expect(token.isAdministrator(of: try #require(RoomName("any"))))
        #expect(throws: AccessError.tokenNoRoom) { try token.requireJoin() }
    }

    @Test(arguments: [
        ("wrong secret", AccessError.tokenSignature),
        ("unknown key", .tokenUnknownKey),
        ("HS512", .tokenAlgorithm),
        ("none", .tokenAlgorithm),
        ("ten minutes", .tokenExpired),
    ])
    func `a bad token is refused with its own code`(name: String, error: AccessError) async throws {
        await #expect(throws: error) { try await verify(name) }
    }
}
