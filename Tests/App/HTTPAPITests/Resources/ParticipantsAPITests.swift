import HTTPTypes
import Access
import Identifiers
import JSONCoding
import RoomModel
import Rooms
import TestKit
import SignalingProtocol
import Testing
import Units

@testable import HTTPAPI

@Suite struct ParticipantsAPITests {
    private let people = "/v1/rooms/demo/participants"

    private func benchWithPeople() async throws -> (APIBench, token: String) {
        let bench = try await APIBench()
        _ = try await bench.rooms.catalog.create(RoomName.named("demo"), RoomChange(), at: .after(0))
        bench.calls.put(
            RoomOccupants(participants: [person("ann", role: .host), person("bob")], waiting: [waitingPerson("eve")]),
            into: RoomName.named("demo")
        )
        return (bench, try await bench.token(Administration(roomAdmin: true), room: "demo"))
    }

    @Test func `a list has those inside as signaling shows them and those who wait`() async throws {
        let (bench, token) = try await benchWithPeople()
        let reply = try await bench.send(.get, people, token: token)
        guard case .array(let people) = reply.json["participants"], people.count == 3,
            case .object(let ann) = people[0], case .object(let eve) = people[2]
        else { throw Unexpected() }
        let names = [
            "id", "identity", "name", "role", "state", "metadata", "attributes", "joined_at", "can_publish", "can_publish_data", "hidden",
            "tracks", "waiting",
        ]
        #expect(ann.members.map(\.name) == names && ann["waiting"] == .bool(false))
        #expect(eve.members.map(\.name) == ["id", "identity", "name", "since_at", "waiting"] && eve["waiting"] == .bool(true))
    }

    @Test func `an empty room has nobody and an unknown room is not found`() async throws {
        let bench = try await APIBench()
        let token = try await bench.token()
        _ = try await bench.rooms.catalog.create(RoomName.named("demo"), RoomChange(), at: .after(0))
        #expect(try await bench.send(.get, people, token: token).text == #"{"participants":[]}"#)
        #expect(try await bench.send(.get, "/v1/rooms/none/participants", token: token).code == "room_not_found")
    }

    @Test func `a removal is recorded before the call is told and holds for who is not there too`() async throws {
        let (bench, token) = try await benchWithPeople()
        for name in ["bob", "mallory"] {
            #expect(try await bench.send(.delete, people + "/" + name, token: token).status == .noContent)
            #expect(!bench.rooms.removals.allows(Identity.named(name), in: RoomName.named("demo")))
        }
        #expect(bench.calls.orders.map(\.order) == [.remove(Identity.named("bob")), .remove(Identity.named("mallory"))])
    }

    @Test func `a removal that cannot be stored is not confirmed`() async throws {
        let (bench, token) = try await benchWithPeople()
        bench.rooms.removalStore.breakDown()
        let reply = try await bench.send(.delete, people + "/bob", token: token)
        #expect(reply.status == .internalServerError && reply.code == "internal" && bench.calls.orders.isEmpty)
        #expect(!reply.text.contains("Failure"))
    }

    @Test func `an identity in a path is percent-encoded`() async throws {
        let (bench, token) = try await benchWithPeople()
        #expect(try await bench.send(.delete, people + "/a%2Fb%20%C3%A9", token: token).status == .noContent)
        #expect(!bench.rooms.removals.allows(Identity.named("a/b é"), in: RoomName.named("demo")))
    }

    @Test(arguments: ["%", "%4", "%zz", "%ff", "%00", "%7F", "%C2%85", String(repeating: "a", count: 129)])
    func `a path that names nobody is refused`(identity: String) async throws {
        let (bench, token) = try await benchWithPeople()
        let reply = try await bench.send(.delete, people + "/" + identity, token: token)
        #expect(reply.status == .badRequest && reply.code == "invalid_request" && bench.calls.orders.isEmpty)
    }

    @Test func `a role is changed and the participant comes back`() async throws {
        let (bench, token) = try await benchWithPeople()
        let reply = try await bench.send(.patch, people + "/bob", token: token, json: #"{"role":"cohost"}"#)
        #expect(reply.status == .ok && reply.json["role"] == .string("cohost") && reply.json["waiting"] == .bool(false))
        let unknown = try await bench.send(.patch, people + "/bob", token: token, json: #"{"role":"king"}"#)
        #expect(unknown.status == .badRequest && unknown.member == "role")
        let missing = try await bench.send(.patch, people + "/nobody", token: token, json: #"{"role":"guest"}"#)
        #expect(missing.status == .notFound && missing.code == "participant_not_found")
    }

    @Test func `all audio is muted without a body and one track with it`() async throws {
        let (bench, token) = try await benchWithPeople()
        let all = try await bench.send(.post, people + "/bob/mute", token: token)
        #expect(all.status == .ok && muted(all) == [true, false])
        let camera = try await bench.send(.post, people + "/bob/mute", token: token, json: #"{"track":"TR_v00000000bob"}"#)
        #expect(camera.status == .ok && muted(camera) == [true, true])
    }

    @Test func `only a track of that person is muted`() async throws {
        let (bench, token) = try await benchWithPeople()
        let others = try await bench.send(.post, people + "/bob/mute", token: token, json: #"{"track":"TR_a00000000ann"}"#)
        #expect(others.status == .notFound && others.code == "track_not_found")
        let nonsense = try await bench.send(.post, people + "/bob/mute", token: token, json: #"{"track":"mic"}"#)
        #expect(nonsense.status == .badRequest && nonsense.member == "track")
        let nobody = try await bench.send(.post, people + "/nobody/mute", token: token, json: "{}")
        #expect(nobody.status == .notFound && nobody.code == "participant_not_found")
    }

    @Test func `removed people are listed and let in again`() async throws {
        let (bench, token) = try await benchWithPeople()
        _ = try await bench.send(.delete, people + "/bob", token: try await bench.token(room: "demo", identity: "ann"))
        let list = try await bench.send(.get, "/v1/rooms/demo/removals", token: token)
        #expect(list.text == #"{"removals":[{"identity":"bob","removed_at":1800000000,"removed_by":"ann"}]}"#)
        #expect(try await bench.send(.delete, "/v1/rooms/demo/removals/bob", token: token).status == .noContent)
        #expect(bench.rooms.removals.allows(Identity.named("bob"), in: RoomName.named("demo")))
        let again = try await bench.send(.delete, "/v1/rooms/demo/removals/bob", token: token)
        #expect(again.status == .notFound && again.code == "removal_not_found")
    }

    private func muted(_ reply: Reply) -> [Bool] {
        guard case .array(let tracks) = reply.json["tracks"] else { return [] }
        return tracks.map { track in
            guard case .object(let track) = track else { return false }
            return track["muted"] == .bool(true)
        }
    }
}
