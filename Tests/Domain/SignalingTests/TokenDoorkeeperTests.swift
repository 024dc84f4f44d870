import Access
import Identifiers
import RoomModel
import Rooms
import Signaling
import SignalingProtocol
import TestKit
import Testing
import Units

@Suite struct TokenDoorkeeperTests {
    /// A door with a key of its own, and somebody else who has another key.
    private struct Bench {
        let catalog: CatalogBench
        let door: TokenDoorkeeper
        let issuer: TokenIssuer

        init(settings: RoomCatalog.Settings = .init()) async throws {
            let ring = try KeyRing(APIKey(id: "APItest", secret: "test-secret-test-secret-test-0001"))
            catalog = try await CatalogBench(settings: settings)
            issuer = await TokenIssuer(keys: ring)
            door = TokenDoorkeeper(
                verifier: await TokenVerifier(keys: ring),
                issuer: issuer,
                catalog: catalog.catalog,
                removals: catalog.removals
            )
        }

        func token(_ content: TokenContent = .joining(.named("demo"), as: .named("ann")), lifetime: Duration = .seconds(600)) async throws
            -> String
        {
            try await issuer.issue(content, now: .testStart, lifetime: lifetime).text
        }

        func code(_ token: String, to room: RoomName? = nil, at now: UnixTime = .testStart) async -> SignalingErrorCode? {
            if case .failure(let refusal) = await door.admit(token, to: room, at: now) { refusal.code } else { nil }
        }
    }

    @Test func `a token opens the room that is meant, and no other`() async throws {
        let bench = try await Bench()
        let token = try await bench.token()
        #expect(await bench.code(token, to: .named("demo")) == nil)
        #expect(await bench.code(token, to: .named("other")) == .tokenWrongRoom)
    }

    @Test func `what the token says is what the entrant asks for, and the room is made`() async throws {
        let bench = try await Bench()
        let content = TokenContent.joining(
            .named("demo"),
            as: .named("ann"),
            role: .cohost,
            name: "Ann\u{202E}  A.",
            permissions: Permissions(sources: [.microphone], canPublishData: false, canUpdateOwnMetadata: false, isHidden: true),
            metadata: "m",
            attributes: ["team": "red"]
        )
        let entrant = try await bench.door.admit(bench.token(content), to: nil, at: .testStart).get()
        #expect(
            entrant.request
                == EntryRequest(
                    participant: entrant.request.participant,
                    identity: .named("ann"),
                    name: .named("Ann A."),
                    role: .cohost,
                    metadata: "m",
                    attributes: ["team": "red"],
                    grantedSources: [.microphone],
                    canPublishData: false,
                    canUpdateOwnMetadata: false,
                    isHidden: true
                )
        )
        #expect(entrant.room == bench.catalog.rooms.rooms[.named("demo")])
        #expect(entrant.credential.expiresAt == .testStart + .seconds(600))
        #expect(entrant.credential.refreshAt == .testStart + .seconds(300))
    }

    @Test func `each entry has an id of its own`() async throws {
        let bench = try await Bench()
        let token = try await bench.token()
        var ids: Set<ParticipantID> = []
        for _ in 1...20 { ids.insert(try await bench.door.admit(token, to: nil, at: .testStart).get().request.participant) }
        #expect(ids.count == 20)
    }

    @Test func `each thing that can be wrong with a token has its code`() async throws {
        let bench = try await Bench()
        let good = try await bench.token()
        let others = await TokenIssuer(keys: try KeyRing(APIKey(id: "APIother", secret: "test-secret-test-secret-test-0001")))
        let forgers = await TokenIssuer(keys: try KeyRing(APIKey(id: "APItest", secret: "other-secret-other-secret-other-1")))
        let content = TokenContent.joining(.named("demo"), as: .named("ann"))
        #expect(await bench.code("") == .tokenMalformed)
        #expect(await bench.code("no token") == .tokenMalformed)
        #expect(await bench.code(good + String(repeating: "x", count: 16_384)) == .tokenMalformed)
        // {"alg":"none"} and {}.
        #expect(await bench.code("eyJhbGciOiJub25lIn0.e30.") == .tokenAlgorithm)
        #expect(try await bench.code(others.issue(content, now: .testStart, lifetime: .seconds(600)).text) == .tokenUnknownKey)
        #expect(try await bench.code(forgers.issue(content, now: .testStart, lifetime: .seconds(600)).text) == .tokenSignature)
        #expect(await bench.code(good, at: .testStart + .seconds(660)) == .tokenExpired)
        #expect(await bench.code(good, at: .testStart + .seconds(659)) == nil)
        #expect(await bench.code(good, at: UnixTime(seconds: UnixTime.testStart.seconds - 61)) == .tokenNotYetValid)
        #expect(try await bench.code(bench.token(.administering(.named("demo"), as: .named("ann")))) == .tokenNoRoom)
        #expect(bench.catalog.rooms.rooms.keys.map(\.text) == ["demo"], "only good tokens make rooms")
    }

    @Test func `a removed person is refused, and makes no room`() async throws {
        let bench = try await Bench()
        try await bench.catalog.removals.record(.named("ann"), from: .named("demo"), at: .testStart)
        #expect(try await bench.code(bench.token()) == .removed)
        #expect(bench.catalog.rooms.rooms.isEmpty)
        #expect(try await bench.code(bench.token(.joining(.named("other"), as: .named("ann")))) == nil)
    }

    @Test func `a room that is not there, not open, over, or cannot be read is refused with its code`() async throws {
        let bench = try await Bench(settings: .init(createsOnJoin: false))
        let token = try await bench.token()
        #expect(await bench.code(token) == .roomNotFound)
        let start = UnixTime.testStart.seconds
        let change = RoomChange(notBefore: .set(seconds: start + 10), expiresAt: .set(seconds: start + 20))
        _ = try await bench.catalog.catalog.create(.named("demo"), change, at: .testStart)
        #expect(await bench.code(token) == .roomNotOpen)
        #expect(await bench.code(token, at: .testStart + .seconds(10)) == nil)
        #expect(await bench.code(token, at: .testStart + .seconds(20)) == .roomExpired)
        bench.catalog.rooms.breakDown()
        #expect(await bench.code(token) == .internal)
    }

    @Test func `a fresh token opens the same room for the same person, and lives no shorter`() async throws {
        let bench = try await Bench()
        let first = try await bench.door.admit(bench.token(lifetime: .seconds(1800)), to: nil, at: .testStart).get()
        let later = UnixTime.testStart + .seconds(900)
        let fresh = try #require(await first.credential.refresh(later))
        #expect(fresh.credential.expiresAt >= later + .seconds(1800))
        #expect(fresh.credential.refreshAt > later)
        let second = try await bench.door.admit(fresh.text, to: nil, at: later).get()
        #expect(second.request.with { $0.participant = first.request.participant } == first.request)
        #expect(second.room == first.room)
    }

    @Test func `a removed person gets no fresh token`() async throws {
        let bench = try await Bench()
        let entrant = try await bench.door.admit(bench.token(), to: nil, at: .testStart).get()
        try await bench.catalog.removals.record(.named("ann"), from: .named("demo"), at: .testStart)
        let fresh = await entrant.credential.refresh(.testStart)
        #expect(fresh?.text == nil)
    }
}
