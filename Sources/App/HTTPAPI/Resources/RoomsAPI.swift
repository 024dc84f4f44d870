import HTTPTypes
import Hummingbird
import Identifiers
import JSONCoding
import RoomModel
import Rooms

/// Rooms: create, list, get, change, delete.
struct RoomsAPI: Sendable {
    let services: APIServices

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/v1/rooms", access: .roomCreate, body: .required, operation: Self.createOperation, handle: create),
            Endpoint(.get, "/v1/rooms", access: .roomList, operation: Self.listOperation, handle: list),
            Endpoint(.get, "/v1/rooms/{room}", access: .roomListOrAdmin, operation: Self.getOperation, handle: get),
            Endpoint(.patch, "/v1/rooms/{room}", access: .roomAdmin, body: .required, operation: Self.updateOperation, handle: update),
            Endpoint(.delete, "/v1/rooms/{room}", access: .roomCreateOrAdmin, operation: Self.deleteOperation, handle: delete),
        ]
    }

    private func create(_ request: APIRequest) async throws -> Response {
        let name = try request.body.required("name", Self.roomName)
        let room = try await services.catalog.create(name, RoomChange(reading: request.body), at: request.now)
        return .json(.created, fields: [.location: "/v1/rooms/\(name.text)"]) { room.write(to: &$0, occupancy: nil) }
    }

    private func list(_ request: APIRequest) async throws -> Response {
        let limit = try request.pageSize(default: RoomLimits.defaultPageSize, maximum: RoomLimits.maximumPageSize)
        let page = try await services.catalog.page(after: try request.cursor { RoomName($0) }, limit: limit)
        let occupancy = await services.liveCalls.occupancy()
        return .json { writer in
            writer.array("rooms") { writer in
                for room in page.rooms {
                    writer.beginObject()
                    room.write(to: &writer, occupancy: occupancy[room.name])
                    writer.endObject()
                }
            }
            writer.member("next_cursor", page.next?.text)
        }
    }

    private func get(_ request: APIRequest) async throws -> Response {
        let room = try await services.catalog.room(named: try request.room())
        return await reply(with: room)
    }

    private func update(_ request: APIRequest) async throws -> Response {
        let name = try request.room()
        if let other = try request.body.optional("name", Self.roomName), other != name {
            throw APIError.invalidRequest("'name' cannot be changed.", member: "name")
        }
        let room = try await services.catalog.update(name, RoomChange(reading: request.body), at: request.now)
        await services.liveCalls.perform(.settingsChanged(room), in: name)
        return await reply(with: room)
    }

    private func delete(_ request: APIRequest) async throws -> Response {
        let name = try request.room()
        try await services.catalog.delete(name)
        await services.liveCalls.perform(.end, in: name)
        return .done
    }

    private func reply(with room: RoomSettings) async -> Response {
        let occupants = await services.liveCalls.occupants(of: room.name)
        let occupancy = occupants.map { RoomOccupancy(participants: $0.participants.count, waiting: $0.waiting.count) }
        return .json { room.write(to: &$0, occupancy: occupancy) }
    }

    private static func roomName(_ value: JSONValue) throws(JSONMemberError) -> RoomName {
        guard let name = RoomName(try value.text()) else {
            throw JSONMemberError("", .notA("1 to \(RoomName.maximumByteCount) characters of 0-9A-Za-z_-"))
        }
        return name
    }
}
