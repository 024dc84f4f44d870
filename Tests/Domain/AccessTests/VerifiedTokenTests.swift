import Access
import Identifiers
import SignalingProtocol
import Testing
import Units

@Suite struct `What a token allows` {
    private func token(_ changes: [String: String?]) async throws -> VerifiedToken {
        try await TokenVerifier(keys: TestKeys.ring()).verify(RawToken(payload: RawToken.claims(changes)).text, now: .start)
    }

    @Test(arguments: [
        #"{"room":"demo"}"#, #"{"roomJoin":false,"room":"demo"}"#, #"{"roomJoin":true}"#, #"{"roomJoin":true,"room":""}"#, "null", "{}",
    ])
    func `a token without the join grant or without a room joins nothing`(video: String) async throws {
        let token = try await token(["video": video])
        #expect(throws: AccessError.tokenNoRoom) { try token.requireJoin() }
        #expect(throws: AccessError.tokenNoRoom) { try token.requireJoin(room: RoomName("demo")) }
    }

    @Test func `a token of nobody joins nothing`() async throws {
        let token = try await token(["sub": nil])
        #expect(throws: AccessError.tokenNoRoom) { try token.requireJoin() }
    }

    @Test func `a token for another room says so`() async throws {
        let token = try await token([:])
        #expect(throws: AccessError.tokenWrongRoom) { try token.requireJoin(room: RoomName("other")) }
        #expect(throws: AccessError.tokenWrongRoom) { try token.requireJoin(room: RoomName("Demo")) }
    }

    @Test(
        arguments: [
            (#"{"roomAdmin":true,"canPublish":false}"#, nil, Role.host),
            (#"{"roomAdmin":true}"#, #"{"role":"guest"}"#, .guest),
            (#"{"canPublish":false}"#, nil, .observer),
            (#"{"canPublish":false}"#, #"{"role":"cohost"}"#, .cohost),
            (#"{"canPublish":true}"#, nil, .guest),
            ("{}", #"{}"#, .guest),
            ("{}", #"{"role":"host","generation":3}"#, .host),
        ] as [(String, String?, Role)]
    )
    func `the role is the one given, or follows from the grants`(video: String, saleflow: String?, role: Role) async throws {
        #expect(try await token(["video": video, "saleflow": saleflow]).role == role)
    }

    @Test(
        arguments: [
            (#"{"canPublish":false,"canPublishSources":["camera"]}"#, []),
            (#"{"canPublishSources":[]}"#, Set(TrackSource.allCases)),
            (#"{"canPublishSources":["CAMERA","screen_share_audio","smell"]}"#, [.camera, .screenShareAudio]),
            (#"{"canPublishSources":["smell"]}"#, []),
        ] as [(String, Set<TrackSource>)]
    )
    func `sources are read as LiveKit reads them`(video: String, sources: Set<TrackSource>) async throws {
        #expect(try await token(["video": video]).permissions.sources == sources)
    }

    @Test func `the id is the jti, else a hash that differs between tokens`() async throws {
        #expect(try await token(["jti": #""T1""#]).id == "T1")
        let first = try await token([:]).id
        #expect(try await token([:]).id == first)
        #expect(try await token(["name": #""x""#]).id != first)
    }

    @Test(
        arguments: [
            (["nbf": nil], 600), (["nbf": "0"], 600), ([:], 600), (["nbf": "999000"], 1600), (["nbf": "999000", "iat": "1000000"], 600),
            (["nbf": "1000050", "exp": "1000040"], 0),
        ] as [([String: String?], Int)]
    )
    func `the life of a token began at the later of iat and nbf`(changes: [String: String?], seconds: Int) async throws {
        #expect(try await token(changes).lifetime == .seconds(seconds))
    }

    @Test func `a token expires when the leeway is over`() async throws {
        let token = try await token([:])
        #expect(!token.isExpired(at: UnixTime(milliseconds: 1_000_659_999)))
        #expect(token.isExpired(at: UnixTime(seconds: 1_000_660)))
    }
}
