import HTTPTypes
import Access
import Identifiers
import JSONCoding
import RoomModel
import Rooms
import TestKit
import Testing
import Units

@testable import HTTPAPI

@Suite struct RoomsAPITests {
    @Test func `a room is created and shown with every member`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        let made = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"demo","title":"Démo","lobby":true,"other":1}"#)
        #expect(made.status == .created && made.fields[.location] == "/v1/rooms/demo")
        let names = [
            "id", "name", "title", "metadata", "max_participants", "empty_timeout_s", "departure_timeout_s", "lobby", "locked", "open_join",
            "created_at", "num_participants", "num_waiting",
        ]
        #expect(made.json.members.map(\.name) == names)
        #expect(made.json["title"] == .string("Démo") && made.json["lobby"] == .bool(true) && made.json["empty_timeout_s"] == .integer(300))
        #expect(made.json["created_at"] == .integer(1_800_000_000))
        let shown = try await bench.send(.get, "/v1/rooms/demo", token: token)
        #expect(shown.status == .ok && shown.json == made.json)
    }

    @Test func `a room that exists is not created again`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        _ = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"demo"}"#)
        let again = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"demo"}"#)
        #expect(again.status == .conflict && again.code == "room_exists")
    }

    @Test func `a full server says so`() async throws {
        let bench = try await APIBench(catalog: .init(maximumCount: 0))
        let reply = try await bench.send(.post, "/v1/rooms", token: try await bench.token(), json: #"{"name":"demo"}"#)
        #expect(reply.status == .conflict && reply.code == "too_many_rooms")
    }

    @Test(arguments: [
        (#"{}"#, "name"),
        (#"{"name":1}"#, "name"),
        (#"{"name":"two words"}"#, "name"),
        (#"{"name":""}"#, "name"),
        (#"{"name":"demo","title":1}"#, "title"),
        (#"{"name":"demo","title":null}"#, "title"),
        (#"{"name":"demo","title":"a\u0007b"}"#, "title"),
        (#"{"name":"demo","metadata":{}}"#, "metadata"),
        (#"{"name":"demo","max_participants":-1}"#, "max_participants"),
        (#"{"name":"demo","max_participants":1.5}"#, "max_participants"),
        (#"{"name":"demo","max_participants":"4"}"#, "max_participants"),
        (#"{"name":"demo","max_participants":10001}"#, "max_participants"),
        (#"{"name":"demo","empty_timeout_s":31536001}"#, "empty_timeout_s"),
        (#"{"name":"demo","departure_timeout_s":true}"#, "departure_timeout_s"),
        (#"{"name":"demo","lobby":0}"#, "lobby"),
        (#"{"name":"demo","locked":"yes"}"#, "locked"),
        (#"{"name":"demo","open_join":[]}"#, "open_join"),
        (#"{"name":"demo","not_before":-1}"#, "not_before"),
        (#"{"name":"demo","expires_at":9007199254740991}"#, "expires_at"),
    ])
    func `a wrong member is named`(body: String, member: String) async throws {
        let bench = try await APIBench()
        let reply = try await bench.send(.post, "/v1/rooms", token: try await bench.token(), json: body)
        #expect(reply.status == .badRequest && reply.code == "invalid_request" && reply.member == member)
        #expect(bench.rooms.rooms.rooms.isEmpty)
    }

    @Test func `pages follow each other to the end`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        for name in ["c", "a", "b"] { _ = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"\#(name)"}"#) }
        let first = try await bench.send(.get, "/v1/rooms?limit=2", token: token)
        #expect(first.json["next_cursor"] == .string("b"))
        let second = try await bench.send(.get, "/v1/rooms?limit=2&cursor=b", token: token)
        #expect(second.json["next_cursor"] == nil)
        guard case .array(let rooms) = second.json["rooms"], case .object(let room)? = rooms.first else { throw Unexpected() }
        #expect(rooms.count == 1 && room["name"] == .string("c"))
    }

    @Test(arguments: ["limit=0", "limit=201", "limit=x", "limit=", "limit=99999999999999999999", "cursor=a%20b", "cursor="])
    func `a page that cannot be is refused`(query: String) async throws {
        let bench = try await APIBench()
        let reply = try await bench.send(.get, "/v1/rooms?\(query)", token: try await bench.token())
        #expect(reply.status == .badRequest && reply.member == String(query.prefix { $0 != "=" }))
    }

    @Test func `a list counts the people in each room`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        _ = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"demo"}"#)
        bench.calls.put(
            RoomOccupants(participants: [person("ann"), person("bob")], waiting: [waitingPerson("eve")]),
            into: RoomName.named("demo")
        )
        let list = try await bench.send(.get, "/v1/rooms", token: token)
        guard case .array(let rooms) = list.json["rooms"], case .object(let room)? = rooms.first else { throw Unexpected() }
        #expect(room["num_participants"] == .integer(2) && room["num_waiting"] == .integer(1))
        let one = try await bench.send(.get, "/v1/rooms/demo", token: token)
        #expect(one.json == room)
    }

    @Test func `a change changes what is given, clears with null and reaches the call`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        _ = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"demo","title":"A","expires_at":2000000000}"#)
        let changed = try await bench.send(.patch, "/v1/rooms/demo", token: token, json: #"{"locked":true,"expires_at":null}"#)
        #expect(changed.status == .ok && changed.json["locked"] == .bool(true) && changed.json["title"] == .string("A"))
        #expect(changed.json["expires_at"] == nil)
        let settings = try await bench.rooms.catalog.room(named: RoomName.named("demo"))
        #expect(bench.calls.orders == [.init(order: .settingsChanged(settings), room: RoomName.named("demo"))])
    }

    @Test func `a room keeps its name`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        _ = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"demo"}"#)
        let renamed = try await bench.send(.patch, "/v1/rooms/demo", token: token, json: #"{"name":"other"}"#)
        #expect(renamed.status == .badRequest && renamed.member == "name")
        let same = try await bench.send(.patch, "/v1/rooms/demo", token: token, json: #"{"name":"demo"}"#)
        #expect(same.status == .ok)
    }

    @Test func `a deleted room is gone and its call ends`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        _ = try await bench.send(.post, "/v1/rooms", token: token, json: #"{"name":"demo"}"#)
        let deleted = try await bench.send(.delete, "/v1/rooms/demo", token: token)
        #expect(deleted.status == .noContent && deleted.bytes.isEmpty)
        #expect(bench.calls.orders == [.init(order: .end, room: RoomName.named("demo"))])
        for method in [HTTPMethod.get, .delete] {
            let reply = try await bench.send(method, "/v1/rooms/demo", token: token)
            #expect(reply.status == .notFound && reply.code == "room_not_found")
        }
    }
}
