import HTTPTypes
import Access
import Identifiers
import JSONCoding
import Rooms
import TestKit
import SignalingProtocol
import Testing
import Units

@testable import HTTPAPI

/// Tokens, invitations, guests and meetings: the ways into a room.
@Suite struct EntranceAPITests {
    private func benchWithRoom(_ change: RoomChange = RoomChange()) async throws -> (APIBench, token: String) {
        let bench = try await APIBench()
        _ = try await bench.rooms.catalog.create(RoomName.named("demo"), change, at: .after(0))
        return (bench, try await bench.token())
    }

    private func verified(_ reply: Reply) async throws -> VerifiedToken {
        guard case .string(let text) = reply.json["token"] else { throw Unexpected() }
        let keys = KeyRing(try APIKey(id: "test-key", secret: String(repeating: "s", count: 32)))
        return try await TokenVerifier(keys: keys).verify(text, now: .after(1))
    }

    @Test func `a token says what was asked for`() async throws {
        let (bench, token) = try await benchWithRoom()
        let body = #"""
            {"identity":"ann","name":" Ann  Lee ","role":"cohost","ttl_s":60,"metadata":"m","attributes":{"a":"b"},
             "can_publish_sources":["microphone"],"can_publish_data":false,"hidden":true}
            """#
        let reply = try await bench.send(.post, "/v1/rooms/demo/tokens", token: token, json: body)
        #expect(reply.status == .created && reply.json["expires_at"] == .integer(1_800_000_060))
        #expect(reply.json["url"] == .string("ws://calls.example:8080/v1/signal"))
        let made = try await verified(reply)
        #expect(
            made.identity == Identity.named("ann") && made.room == RoomName.named("demo") && made.role == .cohost && made.name == "Ann Lee"
        )
        #expect(made.metadata == "m" && made.attributes == ["a": "b"] && made.administration == Administration())
        #expect(made.permissions.sources == [.microphone] && !made.permissions.canPublishData && made.permissions.isHidden)
    }

    @Test func `a token needs no room that exists`() async throws {
        let (bench, token) = try await benchWithRoom()
        let reply = try await bench.send(.post, "/v1/rooms/later/tokens", token: token, json: #"{"identity":"ann"}"#)
        let made = try await verified(reply)
        #expect(reply.status == .created && made.role == .guest && made.lifetime == .seconds(600))
    }

    @Test(arguments: [
        (#"{}"#, "identity"),
        (#"{"identity":""}"#, "identity"),
        (#"{"identity":"a\u0000b"}"#, "identity"),
        (#"{"identity":"a","role":"admin"}"#, "role"),
        (#"{"identity":"a","ttl_s":9}"#, "ttl_s"),
        (#"{"identity":"a","ttl_s":86401}"#, "ttl_s"),
        (#"{"identity":"a","attributes":{"x":1}}"#, "attributes.x"),
        (#"{"identity":"a","attributes":{"":"x"}}"#, "attributes"),
        (#"{"identity":"a","can_publish_sources":["tv"]}"#, "can_publish_sources[0]"),
        (#"{"identity":"a","can_publish_sources":"camera"}"#, "can_publish_sources"),
        (#"{"identity":"a","hidden":1}"#, "hidden"),
    ])
    func `a token that cannot be made names the member`(body: String, member: String) async throws {
        let (bench, token) = try await benchWithRoom()
        let reply = try await bench.send(.post, "/v1/rooms/demo/tokens", token: token, json: body)
        #expect(reply.status == .badRequest && reply.code == "invalid_request" && reply.member == member)
    }

    @Test func `names and application data have limits`() async throws {
        let (bench, token) = try await benchWithRoom()
        let many = (0..<65).map { #""k\#($0)":"v""# }.joined(separator: ",")
        for (body, member) in [
            (#"{"identity":"\#(String(repeating: "i", count: 129))"}"#, "identity"),
            (#"{"identity":"a","name":"\#(String(repeating: "n", count: 129))"}"#, "name"),
            (#"{"identity":"a","metadata":"\#(String(repeating: "m", count: 8_193))"}"#, "metadata"),
            (#"{"identity":"a","attributes":{\#(many)}}"#, "attributes"),
            (#"{"identity":"a","attributes":{"a":"\#(String(repeating: "v", count: 2049))"}}"#, "attributes.a"),
        ] {
            let reply = try await bench.send(.post, "/v1/rooms/demo/tokens", token: token, json: body)
            #expect(reply.status == .badRequest && reply.member == member)
        }
    }

    @Test func `a token that would be too large to be taken is not made`() async throws {
        let (bench, token) = try await benchWithRoom()
        let metadata = String(repeating: "m", count: 8_192)
        let fits = try await bench.send(.post, "/v1/rooms/demo/tokens", token: token, json: #"{"identity":"a","metadata":"\#(metadata)"}"#)
        #expect(fits.status == .created)
        let attributes = (0..<4).map { #""k\#($0)":"\#(String(repeating: "v", count: 2048))""# }.joined(separator: ",")
        let body = #"{"identity":"a","metadata":"\#(metadata)","attributes":{\#(attributes)}}"#
        let reply = try await bench.send(.post, "/v1/rooms/demo/tokens", token: token, json: body)
        #expect(reply.status == .badRequest && reply.code == "limit_exceeded")
    }

    @Test func `an invitation's code is shown once and its link carries it in the fragment`() async throws {
        let (bench, token) = try await benchWithRoom()
        let made = try await bench.send(.post, "/v1/rooms/demo/invites", token: token, json: #"{"role":"cohost","ttl_s":60,"max_uses":2}"#)
        guard made.status == .created, case .string(let code) = made.json["code"] else { throw Unexpected() }
        #expect(made.json["url"] == .string("http://calls.example:8080/r/demo#i=\(code)"))
        #expect(made.json["expires_at"] == .integer(1_800_000_060) && made.json["max_uses"] == .integer(2))
        let list = try await bench.send(.get, "/v1/rooms/demo/invites", token: token)
        #expect(!list.text.contains(code))
        guard case .array(let invites) = list.json["invites"], case .object(let invite)? = invites.first else { throw Unexpected() }
        #expect(invite["id"] == made.json["id"] && invite["uses"] == .integer(0) && invite["revoked"] == .bool(false))
    }

    @Test func `an invitation needs no body and has bounds`() async throws {
        let (bench, token) = try await benchWithRoom()
        let made = try await bench.send(.post, "/v1/rooms/demo/invites", token: token)
        #expect(made.status == .created && made.json["role"] == .string("guest") && made.json["max_uses"] == nil)
        #expect(made.json["expires_at"] == .integer(1_800_604_800))
        for (body, member) in [(#"{"ttl_s":59}"#, "ttl_s"), (#"{"max_uses":0}"#, "max_uses"), (#"{"max_uses":10001}"#, "max_uses")] {
            let reply = try await bench.send(.post, "/v1/rooms/demo/invites", token: token, json: body)
            #expect(reply.status == .badRequest && reply.member == member)
        }
    }

    @Test func `invitations come in pages`() async throws {
        let (bench, token) = try await benchWithRoom()
        for _ in 0..<3 { _ = try await bench.send(.post, "/v1/rooms/demo/invites", token: token) }
        let first = try await bench.send(.get, "/v1/rooms/demo/invites?limit=2", token: token)
        guard case .string(let cursor) = first.json["next_cursor"] else { throw Unexpected() }
        let second = try await bench.send(.get, "/v1/rooms/demo/invites?limit=2&cursor=\(cursor)", token: token)
        #expect(second.json["next_cursor"] == nil)
        let bad = try await bench.send(.get, "/v1/rooms/demo/invites?cursor=nonsense", token: token)
        #expect(bad.status == .badRequest && bad.member == "cursor")
    }

    @Test func `a revoked invitation admits nobody`() async throws {
        let (bench, token) = try await benchWithRoom()
        let made = try await bench.send(.post, "/v1/rooms/demo/invites", token: token)
        guard case .string(let id) = made.json["id"], case .string(let code) = made.json["code"] else { throw Unexpected() }
        #expect(try await bench.send(.delete, "/v1/rooms/demo/invites/\(id)", token: token).status == .noContent)
        let guest = try await bench.send(.post, "/v1/rooms/demo/guests", json: #"{"name":"Ann","code":"\#(code)"}"#)
        #expect(guest.status == .gone && guest.code == "invite_revoked")
        for id in ["IV_999999999999", "nonsense"] {
            let reply = try await bench.send(.delete, "/v1/rooms/demo/invites/\(id)", token: token)
            #expect(reply.status == .notFound && reply.code == "invite_not_found")
        }
    }

    @Test func `a guest gets a room token without rights over the room and a host with them`() async throws {
        let (bench, token) = try await benchWithRoom()
        for (role, isAdministrator) in [("guest", false), ("cohost", false), ("observer", false), ("host", true)] {
            let made = try await bench.send(.post, "/v1/rooms/demo/invites", token: token, json: #"{"role":"\#(role)"}"#)
            guard case .string(let code) = made.json["code"] else { throw Unexpected() }
            let body = #"{"name":"Ann","code":"\#(code)","device":"phone-\#(role)"}"#
            let reply = try await bench.send(.post, "/v1/rooms/demo/guests", json: body)
            let issued = try await verified(reply)
            #expect(reply.status == .created && reply.json["role"] == .string(role) && issued.role.rawValue == role)
            #expect(reply.json["identity"] == .string(issued.identity?.text ?? ""))
            #expect(issued.isAdministrator(of: RoomName.named("demo")) == isAdministrator)
            #expect(!issued.isAdministrator(of: RoomName.named("other")))
        }
    }

    @Test func `a guest who was removed stays out`() async throws {
        let (bench, token) = try await benchWithRoom(RoomChange(isOpenJoin: true))
        let body = #"{"name":"Eve","device":"phone"}"#
        let first = try await bench.send(.post, "/v1/rooms/demo/guests", json: body)
        guard case .string(let identity) = first.json["identity"] else { throw Unexpected() }
        _ = try await bench.send(.delete, "/v1/rooms/demo/participants/\(identity)", token: token)
        let again = try await bench.send(.post, "/v1/rooms/demo/guests", json: body)
        #expect(again.status == .forbidden && again.code == "removed")
    }

    @Test func `each refusal of a guest has its status`() async throws {
        let (bench, _) = try await benchWithRoom()
        for (path, body, status, code) in [
            ("demo", #"{"name":"Ann"}"#, 403, "invite_required"),
            ("none", #"{"name":"Ann"}"#, 404, "room_not_found"),
            ("demo", #"{"name":"Ann","code":"x"}"#, 404, "invite_not_found"),
            ("demo", #"{"name":""}"#, 400, "invalid_request"),
            ("demo", #"{"name":"\u200b \u202e"}"#, 400, "invalid_request"),
            ("demo", #"{"code":"x"}"#, 400, "invalid_request"),
            ("demo", #"{"name":"Ann","device":""}"#, 400, "invalid_request"),
            ("demo", #"{"name":"Ann","device":7}"#, 400, "invalid_request"),
        ] {
            let reply = try await bench.send(.post, "/v1/rooms/\(path)/guests", json: body)
            #expect(reply.status.code == status && reply.code == code, "\(path) \(body)")
        }
    }

    @Test func `a meeting's links let a host and a guest in`() async throws {
        let bench = try await APIBench { $0.publicURL = "https://calls.example/" }
        let meeting = try await bench.send(.post, "/v1/meetings", json: #"{"title":"Offer"}"#)
        guard meeting.status == .created, case .string(let room) = meeting.json["room"] else { throw Unexpected() }
        for (member, role) in [("host_url", "host"), ("guest_url", "guest")] {
            guard case .string(let url) = meeting.json[member] else { throw Unexpected() }
            let start = "https://calls.example/r/\(room)#i="
            #expect(url.hasPrefix(start))
            let body = #"{"name":"Ann","code":"\#(url.dropFirst(start.count))"}"#
            let reply = try await bench.send(.post, "/v1/rooms/\(room)/guests", json: body)
            #expect(reply.json["role"] == .string(role) && reply.json["url"] == .string("wss://calls.example/v1/signal"))
        }
    }

    @Test func `meetings are started by whom the operator lets`() async throws {
        let keyed = try await APIBench { $0.meetingCreation = .key("sesame") }
        for (body, code) in [
            ("{}", "meeting_key_wrong"), (#"{"key":"sesamf"}"#, "meeting_key_wrong"), (#"{"key":""}"#, "meeting_key_wrong"),
        ] {
            let reply = try await keyed.send(.post, "/v1/meetings", json: body)
            #expect(reply.status == .forbidden && reply.code == code)
        }
        #expect(try await keyed.send(.post, "/v1/meetings", json: #"{"key":"sesame"}"#).status == .created)
        let off = try await APIBench { $0.meetingCreation = .off }
        let reply = try await off.send(.post, "/v1/meetings", json: "{}")
        #expect(reply.status == .forbidden && reply.code == "meetings_off")
    }
}
