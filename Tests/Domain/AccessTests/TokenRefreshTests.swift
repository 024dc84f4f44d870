import Access
import Identifiers
import SignalingProtocol
import Testing
import Units

@Suite struct `Refreshing a token` {
    private func refresh(_ text: String, at now: UnixTime, keys: KeyRing? = nil) async throws -> (
        first: VerifiedToken, second: VerifiedToken
    ) {
        let ring = try keys ?? TestKeys.ring()
        let verifier = await TokenVerifier(keys: ring)
        let first = try await verifier.verify(text, now: now)
        let issued = try await TokenIssuer(keys: ring).refresh(first, now: now)
        return (first, try await verifier.verify(issued.text, now: now))
    }

    @Test(
        arguments: [1, 10, 60, 599, 600, 601, 3600, 86_400, 31_536_000],
        [0, 1, 500, 59_000, 660_000] as [Int64]
    )
    func `a refresh never shortens a life, whenever it is made`(seconds: Int, afterMilliseconds: Int64) async throws {
        let now = min(UnixTime.start + .milliseconds(afterMilliseconds), UnixTime(seconds: 1_000_000 + Int64(seconds) + 59))
        let (first, second) = try await refresh(RawToken(payload: RawToken.claims(["exp": "\(1_000_000 + seconds)"])).text, at: now)
        #expect(second.expiresAt >= first.expiresAt)
        #expect(second.lifetime >= first.lifetime)
        #expect(second.lifetime >= .seconds(600))
        #expect(second.expiresAt - now >= first.lifetime)
    }

    @Test func `a life does not grow from refresh to refresh`() async throws {
        var text = RawToken(payload: RawToken.claims()).text
        var now = UnixTime.start
        let verifier = try await TokenVerifier(keys: TestKeys.ring())
        let issuer = try await TokenIssuer(keys: TestKeys.ring())
        for generation in 1...50 {
            now = now + .milliseconds(300_123)
            text = try await issuer.refresh(verifier.verify(text, now: now), now: now).text
            let token = try await verifier.verify(text, now: now)
            #expect(token.generation == generation)
            // Whole seconds: at most one at each end.
            #expect(token.lifetime >= .seconds(600) && token.lifetime <= .seconds(602 + generation))
        }
    }

    @Test func `a refresh keeps every grant, the role, the description and the id`() async throws {
        let claims = RawToken.claims([
            "name": #""Ada""#, "metadata": #""m""#, "attributes": #"{"k":"v"}"#, "saleflow": #"{"role":"cohost","generation":2}"#,
            "video": """
            {"roomJoin":true,"room":"demo","roomAdmin":true,"roomCreate":true,"roomList":true,"canPublishSources":["camera"],
            "canSubscribe":false,"canPublishData":false,"canUpdateOwnMetadata":true,"hidden":true}
            """,
        ])
        let (first, second) = try await refresh(RawToken(payload: claims).text, at: .start)
        #expect(second.id == first.id)
        #expect(second.identity == first.identity)
        #expect(second.room == first.room)
        #expect(second.canJoin)
        #expect(second.role == .cohost)
        #expect(second.permissions == first.permissions)
        #expect(second.administration == .all)
        #expect(second.name == "Ada")
        #expect(second.metadata == "m")
        #expect(second.attributes == ["k": "v"])
        #expect(second.generation == 3)
    }

    @Test(arguments: [#"{"roomJoin":true,"room":"demo","canPublish":false}"#, #"{"roomJoin":true,"room":"demo","roomAdmin":true}"#])
    func `a role that follows from the grants still does`(video: String) async throws {
        let (first, second) = try await refresh(RawToken(payload: RawToken.claims(["video": video])).text, at: .start)
        #expect(second.role == first.role)
    }

    @Test(arguments: ["-5", "9223372036854775807"])
    func `a generation from elsewhere is held in range`(generation: String) async throws {
        let text = RawToken(payload: RawToken.claims(["saleflow": "{\"generation\":\(generation)}"])).text
        #expect(try await refresh(text, at: .start).second.generation >= 1)
    }

    @Test func `a token that lives as long as JSON can say is refreshed without harm`() async throws {
        let text = RawToken(payload: RawToken.claims(["nbf": "1", "exp": "9007199254740991"])).text
        let (first, second) = try await refresh(text, at: .start)
        #expect(second.expiresAt >= first.expiresAt)
    }

    @Test func `the newest key signs the refreshed token`() async throws {
        let ring = try #require(KeyRing([APIKey(id: "APInew", secret: "new-secret-new-secret-new-secret-02"), TestKeys.ring().primary]))
        let (first, second) = try await refresh(RawToken(payload: RawToken.claims()).text, at: .start, keys: ring)
        #expect(first.keyID == "APItest")
        #expect(second.keyID == "APInew")
    }
}
