import Access
import Identifiers
import SignalingProtocol
import Testing
import Units

@Suite struct `Making tokens` {
    private let room: RoomName
    private let ada: Identity

    init() throws {
        room = try #require(RoomName("demo"))
        ada = try #require(Identity("ada"))
    }

    @Test func `a room token says what it was told to say`() async throws {
        let permissions = Permissions(sources: [.camera], canPublishData: false, canUpdateOwnMetadata: false, isHidden: true)
        let content = TokenContent.joining(
            room,
            as: ada,
            role: .cohost,
            name: "Ada / é",
            permissions: permissions,
            metadata: "m",
            attributes: ["k": "v"]
        )
        let issued = try await TokenIssuer(keys: TestKeys.ring()).issue(content, now: .start, lifetime: .seconds(600), id: "T1")
        let token = try await TokenVerifier(keys: TestKeys.ring()).verify(issued.text, now: .start)
        #expect(try token.requireJoin(room: room).identity == ada)
        #expect(token.role == .cohost)
        #expect(token.name == "Ada / é")
        #expect(token.permissions == permissions)
        #expect(token.metadata == "m")
        #expect(token.attributes == ["k": "v"])
        #expect(token.administration == Administration())
        #expect(token.id == "T1")
        #expect(token.expiresAt == issued.expiresAt)
        #expect(token.lifetime == .seconds(600))
        #expect(token.generation == 0)
    }

    @Test func `an admin token administers its room or all, and joins none`() async throws {
        let issuer = try await TokenIssuer(keys: TestKeys.ring())
        let verifier = try await TokenVerifier(keys: TestKeys.ring())
        let all = try await verifier.verify(issuer.issue(.administering(), now: .start, lifetime: .seconds(60)).text, now: .start)
        #expect(all.administration == .all)
        #expect(all.isAdministrator(of: room))
        #expect(!all.canJoin)
        let content = TokenContent.administering(room, as: ada, grants: Administration(roomAdmin: true))
        let one = try await verifier.verify(issuer.issue(content, now: .start, lifetime: .seconds(60)).text, now: .start)
        #expect(one.isAdministrator(of: room))
        #expect(!one.isAdministrator(of: try #require(RoomName("other"))))
        #expect(one.identity == ada)
    }

    @Test func `whoever may publish nothing gets no source`() async throws {
        let content = TokenContent.joining(room, as: ada, role: .observer, permissions: Permissions(sources: []))
        let issued = try await TokenIssuer(keys: TestKeys.ring()).issue(content, now: .start, lifetime: .seconds(60))
        #expect(try await TokenVerifier(keys: TestKeys.ring()).verify(issued.text, now: .start).permissions.sources.isEmpty)
    }

    @Test func `a life is rounded up to whole seconds`() async throws {
        let issuer = try await TokenIssuer(keys: TestKeys.ring())
        let issued = try await issuer.issue(.administering(), now: UnixTime(milliseconds: 1_500), lifetime: .milliseconds(2_600))
        #expect(issued.expiresAt == UnixTime(seconds: 5))
    }

    @Test func `a token that would be too large is not made`() async throws {
        let content = TokenContent.joining(room, as: ada, metadata: String(repeating: "m", count: 16_384))
        let issuer = try await TokenIssuer(keys: TestKeys.ring())
        await #expect(throws: AccessError.tokenTooLarge) { try await issuer.issue(content, now: .start, lifetime: .seconds(60)) }
    }

    @Test func `the newest key signs`() async throws {
        let ring = try #require(KeyRing([APIKey(id: "APInew", secret: "new-secret-new-secret-new-secret-02"), TestKeys.ring().primary]))
        let issued = try await TokenIssuer(keys: ring).issue(.administering(), now: .start, lifetime: .seconds(60))
        #expect(try await TokenVerifier(keys: ring).verify(issued.text, now: .start).keyID == "APInew")
    }

    @Test func `no description shows a token`() async throws {
        let issued = try await TokenIssuer(keys: TestKeys.ring()).issue(.administering(), now: .start, lifetime: .seconds(60))
        var dumped = ""
        dump(issued, to: &dumped)
        for text in ["\(issued)", String(reflecting: issued), dumped] {
            #expect(!text.contains(issued.text))
        }
    }
}
