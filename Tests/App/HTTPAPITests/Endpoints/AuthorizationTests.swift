import Access
import HTTPTypes
import Identifiers
import Rooms
import TestKit
import SignalingProtocol
import Testing
import Units

@testable import HTTPAPI

@Suite struct AuthorizationTests {
    private func benchWithRoom() async throws -> APIBench {
        let bench = try await APIBench()
        _ = try await bench.rooms.catalog.create(RoomName.named("demo"), RoomChange(), at: .after(0))
        return bench
    }

    @Test func `without a token the answer says how to bring one`() async throws {
        let bench = try await benchWithRoom()
        for authorization in [nil, "", "Bearer", "Bearer ", "Basic abc", "bearer"] as [String?] {
            let fields: HTTPFields = authorization.map { [.authorization: $0] } ?? [:]
            let reply = try await bench.send(.get, "/v1/rooms", fields: fields)
            #expect(reply.status == .unauthorized && reply.fields[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            #expect(["token_missing", "token_malformed"].contains(reply.code))
        }
    }

    @Test func `the scheme is read in any case`() async throws {
        let bench = try await benchWithRoom()
        let token = try await bench.token()
        for scheme in ["Bearer", "bearer", "BEARER"] {
            #expect(try await bench.send(.get, "/v1/rooms", fields: [.authorization: "\(scheme) \(token)"]).status == .ok)
        }
    }

    @Test func `each thing that can be wrong with a token has its code`() async throws {
        let bench = try await benchWithRoom()
        let stranger = await TokenIssuer(keys: KeyRing(try APIKey(id: "other-key", secret: String(repeating: "x", count: 32))))
        let liar = await TokenIssuer(keys: KeyRing(try APIKey(id: "test-key", secret: String(repeating: "x", count: 32))))
        let good = bench.issuer
        let content = TokenContent.administering()
        let none = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ0ZXN0LWtleSJ9."
        for (token, code) in [
            ("nonsense", "token_malformed"),
            (none, "token_algorithm"),
            (try await stranger.issue(content, now: .after(0), lifetime: .seconds(60)).text, "token_unknown_key"),
            (try await liar.issue(content, now: .after(0), lifetime: .seconds(60)).text, "token_signature"),
            (try await good.issue(content, now: .after(-200), lifetime: .seconds(60)).text, "token_expired"),
            (try await good.issue(content, now: .after(200), lifetime: .seconds(60)).text, "token_not_yet_valid"),
        ] {
            let reply = try await bench.send(.get, "/v1/rooms", token: token)
            #expect(reply.status == .unauthorized && reply.code == code)
            #expect(reply.fields[.wwwAuthenticate] == #"Bearer error="invalid_token""#)
            #expect(!reply.text.contains(token))
        }
    }

    /// What each call needs, row by row as `docs/api.md` has it.
    private static let needs: [(HTTPMethod, String, any Sequence<Administration> & Sendable)] = {
        let create = Administration(roomCreate: true)
        let list = Administration(roomList: true)
        let admin = Administration(roomAdmin: true)
        return [
            (.post, "/v1/rooms", [create]),
            (.get, "/v1/rooms", [list]),
            (.get, "/v1/rooms/demo", [list, admin]),
            (.patch, "/v1/rooms/demo", [admin]),
            (.delete, "/v1/rooms/demo", [create, admin]),
            (.post, "/v1/rooms/demo/tokens", [admin]),
            (.post, "/v1/rooms/demo/invites", [admin]),
            (.get, "/v1/rooms/demo/invites", [admin]),
            (.delete, "/v1/rooms/demo/invites/IV_000000000000", [admin]),
            (.get, "/v1/rooms/demo/participants", [admin]),
            (.delete, "/v1/rooms/demo/participants/ann", [admin]),
            (.post, "/v1/rooms/demo/participants/ann/mute", [admin]),
            (.patch, "/v1/rooms/demo/participants/ann", [admin]),
            (.get, "/v1/rooms/demo/removals", [admin]),
            (.delete, "/v1/rooms/demo/removals/ann", [admin]),
        ]
    }()

    @Test func `each call takes the grants that it needs and no others`() async throws {
        let all = [Administration(roomCreate: true), Administration(roomList: true), Administration(roomAdmin: true)]
        let bench = try await APIBench()
        for (method, path, needed) in Self.needs {
            for grant in all {
                // The call before may have deleted it.
                _ = try? await bench.rooms.catalog.create(.named("demo"), RoomChange(), at: .after(0))
                let reply = try await bench.send(method, path, token: try await bench.token(grant), json: "{}")
                let isRefused = reply.status == .forbidden || reply.status == .unauthorized
                #expect(isRefused == !Array(needed).contains(grant), "\(method) \(path) with \(grant): \(reply.status)")
                #expect(!isRefused || reply.code == "forbidden")
            }
        }
    }

    @Test func `an administrator of one room administers no other`() async throws {
        let bench = try await benchWithRoom()
        let other = try await bench.token(Administration(roomAdmin: true), room: "other")
        for (method, path, needed) in Self.needs where Array(needed).contains(Administration(roomAdmin: true)) {
            let reply = try await bench.send(method, path, token: other, json: "{}")
            #expect(reply.status == .forbidden && reply.code == "token_wrong_room", "\(method) \(path)")
        }
        let same = try await bench.token(Administration(roomAdmin: true), room: "demo")
        #expect(try await bench.send(.get, "/v1/rooms/demo", token: same).status == .ok)
        #expect(try await bench.send(.get, "/v1/rooms/DEMO", token: same).status == .forbidden)
    }

    @Test func `a token for joining administers nothing`() async throws {
        let bench = try await benchWithRoom()
        let content = TokenContent.joining(RoomName.named("demo"), as: Identity.named("ann"), role: .host)
        let token = try await bench.issuer.issue(content, now: .after(0), lifetime: .seconds(60)).text
        for (method, path, _) in Self.needs {
            #expect(try await bench.send(method, path, token: token, json: "{}").status == .forbidden)
        }
    }

    @Test func `a host who was removed keeps the token and loses what it allowed`() async throws {
        let bench = try await benchWithRoom()
        let token = try await bench.token(Administration(roomAdmin: true), room: "demo", identity: "mallory")
        #expect(try await bench.send(.get, "/v1/rooms/demo", token: token).status == .ok)
        try await bench.rooms.removals.record(Identity.named("mallory"), from: RoomName.named("demo"), at: .after(1))
        let reply = try await bench.send(.delete, "/v1/rooms/demo", token: token)
        #expect(reply.status == .forbidden && reply.code == "removed")
    }

    @Test func `who may not do something learns nothing about what is there`() async throws {
        let bench = try await benchWithRoom()
        let token = try await bench.token(Administration(roomAdmin: true), room: "mine")
        let there = try await bench.send(.get, "/v1/rooms/demo", token: token)
        let notThere = try await bench.send(.get, "/v1/rooms/none", token: token)
        #expect(there.text == notThere.text && there.status == notThere.status)
    }
}
